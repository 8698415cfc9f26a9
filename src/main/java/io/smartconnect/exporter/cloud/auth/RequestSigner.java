package io.smartconnect.exporter.cloud.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signer of requests by SDK-HMAC-SHA256, the scheme of the cloud's SDKs. */
public final class RequestSigner {
    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String projectId;
    private final InstantSource clock;

    /** Creates a signer of requests to {@code projectId}; empty for requests to an account. */
    public RequestSigner(String projectId, InstantSource clock) {
        this.projectId = projectId;
        this.clock = clock;
    }

    /**
     * An access key in clear text.
     *
     * @param securityToken of a temporary key
     */
    public record Key(String access, String secret, Optional<String> securityToken) {

        /** A text that differs for different keys. */
        public String identity() {
            return String.join("\n", access, secret, securityToken.orElse(""));
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** Signs a request. The result omits {@code host}, since the HTTP client sends it. */
    public MultiMap sign(HttpMethod method, URI uri, Buffer body, Key key) {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", host(uri));
        if (!projectId.isEmpty()) {
            headers.put("x-project-id", projectId);
        }
        String date = DATE.format(clock.instant());
        headers.put("x-sdk-date", date);
        key.securityToken().ifPresent(token -> headers.put("x-security-token", token));
        CanonicalRequest request = CanonicalRequest.of(method, uri, headers, body.getBytes());
        String authorization = authorization(request, date, key.access(), key.secret());
        headers.remove("host");
        return MultiMap.caseInsensitiveMultiMap().addAll(headers).add("Authorization", authorization);
    }

    /** Returns the {@code Authorization} header of a request whose header {@code x-sdk-date} is {@code date}. */
    static String authorization(CanonicalRequest request, String date, String access, String secret) {
        String toSign = String.join("\n", ALGORITHM, date, request.hash());
        return ALGORITHM + " Access=" + access + ", SignedHeaders=" + request.signedHeaders() + ", Signature="
                + hmac(secret, toSign);
    }

    /** Returns the {@code Host} header as HTTP clients send it: without the default port. */
    private static String host(URI uri) {
        String standardPort = "https".equalsIgnoreCase(uri.getScheme()) ? ":443" : ":80";
        String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        return authority.endsWith(standardPort)
                ? authority.substring(0, authority.length() - standardPort.length())
                : authority;
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
