package io.smartconnect.exporter.cloud.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.encoding.PercentEncoding;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a request that client and cloud hash for SDK-HMAC-SHA256. Each part of the URI is decoded and encoded
 * again, so equivalent URIs give the same text.
 *
 * @param text method, path, query, headers, names of the headers, hash of the body
 * @param signedHeaders the names of the headers, joined with {@code ;}
 * @see <a href="https://support.huaweicloud.com/intl/en-us/devg-apisign/">API request signing guide</a>
 */
record CanonicalRequest(String text, String signedHeaders) {

    /** Creates the canonical form; {@code headers} are those to sign, with lower-case names and trimmed values. */
    static CanonicalRequest of(HttpMethod method, URI uri, SortedMap<String, String> headers, byte[] body) {
        String signedHeaders = String.join(";", headers.keySet());
        String text =
                String.join("\n", method.name(), path(uri), query(uri), lines(headers), signedHeaders, sha256(body));
        return new CanonicalRequest(text, signedHeaders);
    }

    /** The SHA-256 of the text, in lower-case hexadecimal. */
    String hash() {
        return sha256(text.getBytes(UTF_8));
    }

    /** Returns the canonical path, which always ends in a slash. */
    private static String path(URI uri) {
        String path = Stream.of(Objects.requireNonNullElse(uri.getRawPath(), "").split("/", -1))
                .map(segment -> encodedAgain(segment.replace("+", "%2B")))
                .collect(Collectors.joining("/"));
        return path.endsWith("/") ? path : path + "/";
    }

    private static String query(URI uri) {
        return Stream.of(Objects.requireNonNullElse(uri.getRawQuery(), "").split("&"))
                .filter(parameter -> !parameter.isEmpty())
                .map(Parameter::of)
                .sorted()
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static String lines(SortedMap<String, String> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        return lines.toString();
    }

    /** One parameter of a query, name and value encoded. */
    private record Parameter(String name, String value) implements Comparable<Parameter> {

        static Parameter of(String raw) {
            String[] parts = raw.split("=", 2);
            return new Parameter(encodedAgain(parts[0]), parts.length < 2 ? "" : encodedAgain(parts[1]));
        }

        @Override
        public int compareTo(Parameter other) {
            int byName = name.compareTo(other.name);
            return byName == 0 ? value.compareTo(other.value) : byName;
        }
    }

    /** Decodes {@code raw}, with plus signs as blanks, and encodes it again. */
    private static String encodedAgain(String raw) {
        return PercentEncoding.isUnreserved(raw) ? raw : PercentEncoding.encode(URLDecoder.decode(raw, UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
