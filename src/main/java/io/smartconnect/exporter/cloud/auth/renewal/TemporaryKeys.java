package io.smartconnect.exporter.cloud.auth.renewal;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.cloud.auth.RequestSigner;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** An authenticator that signs requests with the temporary keys of a {@link KeySource}, and renews these. */
public final class TemporaryKeys implements Authenticator {

    private final KeySource source;
    private final RequestSigner signer;
    private final RefusalLimit limit;
    private final RenewableCredential<TemporaryKey> key;

    /**
     * Creates an authenticator without a key.
     *
     * @param interval poll interval. The pause between renewals is a little shorter, since polls are not punctual.
     */
    public TemporaryKeys(
            KeySource source, RequestSigner signer, RefusalLimit limit, TimeSource time, Duration interval) {
        Duration pause = IssuedCredential.mostOf(interval);
        this.source = source;
        this.signer = signer;
        this.limit = limit;
        this.key = new RenewableCredential<>(source.name(), source::fetch, time, pause, pause);
    }

    @Override
    public Future<Proof> authorize(HttpMethod method, URI uri, Buffer body) {
        return key.get().compose(held -> sign(method, uri, body, held.key()));
    }

    /** Fetches another key, unless another request has already replaced the refused one. */
    @Override
    public Future<Boolean> renew(MultiMap refused) {
        String authorization = String.valueOf(refused.get("Authorization"));
        return key.current()
                .filter(held -> authorization.contains(" Access=" + held.key().access() + ","))
                .map(key::replace)
                .orElse(Future.succeededFuture(true));
    }

    @Override
    public Future<Boolean> haveChanged() {
        return key.get().map(held -> limit.differs(held.identity()));
    }

    @Override
    public Optional<Instant> expiry() {
        return key.current().flatMap(TemporaryKey::expiry);
    }

    @Override
    public String conceal(String text) {
        Stream<String> held = key.current().stream().map(TemporaryKey::key).flatMap(TemporaryKeys::secrets);
        return source.conceal(SecretRedactor.conceal(text, held));
    }

    private static Stream<String> secrets(RequestSigner.Key key) {
        return Stream.concat(Stream.of(key.secret()), key.securityToken().stream());
    }

    private Future<Proof> sign(HttpMethod method, URI uri, Buffer body, RequestSigner.Key held) {
        try {
            RefusalLimit.Try attempt = limit.begin(held.identity());
            return Future.succeededFuture(Proof.of(signer.sign(method, uri, body, held), attempt));
        } catch (CloudFailure refused) {
            return Future.failedFuture(refused);
        }
    }
}
