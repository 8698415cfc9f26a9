package io.smartconnect.exporter.cloud.auth;

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

/** An authenticator that sends a configured token and rereads it if it is in a file. */
public final class GivenToken implements Authenticator {
    /** The header of a token. */
    public static final String HEADER = "X-Auth-Token";

    private final SecretReader token;
    private final RefusalLimit limit;
    private final WorkerExecutor worker;

    /** Creates an authenticator; {@code worker} reads files. */
    public GivenToken(Credentials.Token given, RefusalLimit limit, WorkerExecutor worker) {
        this.token = SecretReader.forHeader("token", given.token());
        this.limit = limit;
        this.worker = worker;
    }

    @Override
    public Future<Proof> authorize(HttpMethod method, URI uri, Buffer body) {
        return SecretReader.use(List.of(token), worker, () -> {
            RefusalLimit.Try attempt = limit.begin(token.read());
            return Proof.of(MultiMap.caseInsensitiveMultiMap().add(HEADER, attempt.secret()), attempt);
        });
    }

    @Override
    public Future<Boolean> haveChanged() {
        return SecretReader.use(List.of(token), worker, () -> limit.differs(token.read()));
    }

    /** Returns true only if the file holds another token; an inline token never changes. */
    @Override
    public Future<Boolean> renew(MultiMap refused) {
        return SecretReader.use(List.of(token), worker, token::reread).map(value -> !value.equals(refused.get(HEADER)));
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.empty();
    }

    @Override
    public String conceal(String text) {
        return SecretRedactor.conceal(text, Stream.of(token.value()));
    }
}
