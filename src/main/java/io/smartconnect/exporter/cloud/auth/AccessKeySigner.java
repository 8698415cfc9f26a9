package io.smartconnect.exporter.cloud.auth;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An authenticator that signs each request with a configured access key.
 * The cloud refuses a signature whose date is more than 15 minutes off, and locks a key for minutes after several
 * refusals.
 */
public final class AccessKeySigner implements Authenticator {

    private final SecretReader accessKey;
    private final SecretReader secretKey;
    private final Optional<SecretReader> securityToken;
    private final List<SecretReader> secrets;
    private final RequestSigner signer;
    private final RefusalLimit limit;
    private final WorkerExecutor worker;

    /** Creates a signer; {@code worker} reads files. */
    public AccessKeySigner(Credentials.AccessKey key, RequestSigner signer, RefusalLimit limit, WorkerExecutor worker) {
        this.accessKey = SecretReader.forHeader("access-key", key.accessKey());
        this.secretKey = SecretReader.of("secret-key", key.secretKey());
        this.securityToken = key.securityToken().map(token -> SecretReader.forHeader("security-token", token));
        this.secrets = Stream.concat(Stream.of(accessKey, secretKey), securityToken.stream())
                .toList();
        this.signer = signer;
        this.limit = limit;
        this.worker = worker;
    }

    @Override
    public Future<Proof> authorize(HttpMethod method, URI uri, Buffer body) {
        return SecretReader.use(secrets, worker, () -> {
            RequestSigner.Key key = key();
            RefusalLimit.Try attempt = limit.begin(key.identity());
            return Proof.of(signer.sign(method, uri, body, key), attempt);
        });
    }

    /** A key in files may have changed; the cloud would refuse an inline key again. */
    @Override
    public Future<Boolean> renew(MultiMap refused) {
        return SecretReader.areInFiles(secrets)
                ? SecretReader.use(secrets, worker, this::reread)
                : Future.succeededFuture(false);
    }

    @Override
    public Future<Boolean> haveChanged() {
        return SecretReader.use(secrets, worker, () -> limit.differs(key().identity()));
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.empty();
    }

    @Override
    public String conceal(String text) {
        return SecretRedactor.conceal(text, secrets.stream().map(SecretReader::value));
    }

    private RequestSigner.Key key() throws CloudFailure {
        Optional<String> token =
                securityToken.isPresent() ? Optional.of(securityToken.get().read()) : Optional.empty();
        return new RequestSigner.Key(accessKey.read(), secretKey.read(), token);
    }

    private boolean reread() throws CloudFailure {
        for (SecretReader secret : secrets) {
            secret.reread();
        }
        return true;
    }
}
