package io.smartconnect.exporter.cloud.auth;

import io.smartconnect.exporter.cloud.failure.CloudText;
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
final class GivenToken implements Authenticator {
    static final String HEADER = "X-Auth-Token";

    private final SecretText token;
    private final WorkerExecutor worker;

    GivenToken(Credentials.Token given, WorkerExecutor worker) {
        this.token = SecretText.forHeader("token", given.token());
        this.worker = worker;
    }

    @Override
    public Future<MultiMap> authorize(HttpMethod method, URI uri, Buffer body) {
        return SecretText.use(List.of(token), worker, token::read)
                .map(value -> MultiMap.caseInsensitiveMultiMap().add(HEADER, value));
    }

    /** Returns true only if the file holds another token; an inline token never changes. */
    @Override
    public Future<Boolean> renew(MultiMap refused) {
        return SecretText.use(List.of(token), worker, token::reread).map(value -> !value.equals(refused.get(HEADER)));
    }

    @Override
    public Optional<Instant> expiry() {
        return Optional.empty();
    }

    @Override
    public String conceal(String text) {
        return CloudText.conceal(text, Stream.of(token.value()));
    }
}
