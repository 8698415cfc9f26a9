package io.smartconnect.simulator.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.simulator.http.SimulatedRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The {@code Authorization: SDK-HMAC-SHA256 ...} of a request, which it verifies against that request. */
record RequestSignature(String accessKey, List<String> signedHeaders, String value) {

    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(ALGORITHM + " Access=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    static Optional<RequestSignature> parse(String authorization) {
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        return matcher.matches()
                ? Optional.of(new RequestSignature(
                        matcher.group(1), List.of(matcher.group(2).split(";")), matcher.group(3)))
                : Optional.empty();
    }

    boolean isTimely(SimulatedRequest call, Instant now, Duration window) {
        try {
            Instant signed = DATE.parse(call.header("X-Sdk-Date").orElse(""), Instant::from);
            return Duration.between(signed, now).abs().compareTo(window) <= 0;
        } catch (DateTimeException notADate) {
            return false;
        }
    }

    /** True if host and time are signed, the body is the signed one, and the signature was made with this key. */
    boolean isBy(String secretKey, SimulatedRequest call) {
        return signedHeaders.containsAll(List.of("host", "x-sdk-date"))
                && bodyMatches(call)
                && MessageDigest.isEqual(
                        value.getBytes(UTF_8), expected(secretKey, call).getBytes(UTF_8));
    }

    String canonicalRequest(SimulatedRequest call) {
        return String.join(
                "\n",
                call.method(),
                canonicalPath(call.path()),
                canonicalQuery(call.query()),
                canonicalHeaders(call),
                String.join(";", signedHeaders),
                call.header("X-Sdk-Content-Sha256").orElseGet(() -> sha256(call.body())));
    }

    private String expected(String secretKey, SimulatedRequest call) {
        String date = call.header("X-Sdk-Date").orElse("");
        return hmac(secretKey, ALGORITHM + "\n" + date + "\n" + sha256(canonicalRequest(call)));
    }

    private static boolean bodyMatches(SimulatedRequest call) {
        return call.header("X-Sdk-Content-Sha256")
                .map(hash -> hash.equals(UNSIGNED) || hash.equals(sha256(call.body())))
                .orElse(true);
    }

    private String canonicalHeaders(SimulatedRequest call) {
        return signedHeaders.stream()
                .map(name -> name + ":" + call.header(name).orElse("") + "\n")
                .collect(Collectors.joining());
    }

    private static String canonicalPath(String path) {
        String encoded = Arrays.stream(path.split("/", -1))
                .map(segment -> encode(decode(segment)))
                .collect(Collectors.joining("/"));
        return encoded.endsWith("/") ? encoded : encoded + "/";
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        return Arrays.stream(query.split("&"))
                .map(RequestSignature::parameter)
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    private static Map.Entry<String, String> parameter(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return Map.entry(encode(decode(name)), encode(decode(value)));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** Percent-encodes all but the unreserved characters of RFC 3986. */
    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
