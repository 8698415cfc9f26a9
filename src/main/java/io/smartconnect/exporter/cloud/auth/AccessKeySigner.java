package io.smartconnect.exporter.cloud.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.CloudText;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator that signs each request with an access key, by SDK-HMAC-SHA256, the scheme of the cloud's SDKs.
 * The cloud refuses a signature whose date is more than 15 minutes off, and locks a key for minutes after several
 * refusals.
 */
final class AccessKeySigner implements Authenticator {
    private static final String ALGORITHM = "SDK-HMAC-SHA256";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final SecretText accessKey;
    private final SecretText secretKey;
    private final Optional<SecretText> securityToken;
    private final String projectId;
    private final WorkerExecutor worker;
    private final InstantSource clock;

    AccessKeySigner(Credentials.AccessKey key, String projectId, WorkerExecutor worker, InstantSource clock) {
        this.accessKey = SecretText.forHeader("access-key", key.accessKey());
        this.secretKey = SecretText.of("secret-key", key.secretKey());
        this.securityToken = key.securityToken().map(token -> SecretText.forHeader("security-token", token));
        this.projectId = projectId;
        this.worker = worker;
        this.clock = clock;
    }

    @Override
    public Future<MultiMap> authorize(HttpMethod method, URI uri, Buffer body) {
        return SecretText.use(secrets(), worker, () -> signed(method, uri, body.getBytes()));
    }

    /** A key in files may have changed; the cloud would refuse an inline key again. */
    @Override
    public Future<Boolean> renew(MultiMap refused) {
        return SecretText.areInFiles(secrets())
                ? SecretText.use(secrets(), worker, this::reread)
                : Future.succeededFuture(false);
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.empty();
    }

    @Override
    public String conceal(String text) {
        return CloudText.conceal(text, secrets().stream().map(SecretText::value));
    }

    /** Returns the {@code Authorization} header of a request whose header {@code x-sdk-date} is {@code date}. */
    static String authorization(CanonicalRequest request, String date, String access, String secret) {
        String toSign = String.join("\n", ALGORITHM, date, request.hash());
        return ALGORITHM + " Access=" + access + ", SignedHeaders=" + request.signedHeaders() + ", Signature="
                + hmac(secret, toSign);
    }

    /** Signs a request. The result omits {@code host}, since the HTTP client sends it. */
    private MultiMap signed(HttpMethod method, URI uri, byte[] body) throws CloudFailure {
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("host", host(uri));
        headers.put("x-project-id", projectId);
        String date = DATE.format(clock.instant());
        headers.put("x-sdk-date", date);
        if (securityToken.isPresent()) {
            headers.put("x-security-token", securityToken.get().read());
        }
        CanonicalRequest request = CanonicalRequest.of(method, uri, headers, body);
        String authorization = authorization(request, date, accessKey.read(), secretKey.read());
        headers.remove("host");
        return MultiMap.caseInsensitiveMultiMap().addAll(headers).add("Authorization", authorization);
    }

    private boolean reread() throws CloudFailure {
        for (SecretText secret : secrets()) {
            secret.reread();
        }
        return true;
    }

    private List<SecretText> secrets() {
        return Stream.concat(Stream.of(accessKey, secretKey), securityToken.stream())
                .toList();
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
