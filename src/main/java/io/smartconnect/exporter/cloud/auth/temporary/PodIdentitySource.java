package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.auth.renewal.CredentialAnswer;
import io.smartconnect.exporter.cloud.auth.renewal.KeySource;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.time.Futures;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The pod identity agent of CCE, which hands out keys for the token of the pod. */
final class PodIdentitySource implements KeySource {

    private final URI uri;
    private final SecretReader token;
    private final KeySourceContext context;
    private final RefusalLimit limit;

    PodIdentitySource(Credentials.PodIdentity identity, KeySourceContext context) {
        this.uri = identity.uri();
        this.token = SecretReader.forHeaderByVariable("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", identity.tokenFile());
        this.context = context;
        this.limit = context.limit();
    }

    @Override
    public String name() {
        return "pod identity at " + uri.getHost();
    }

    @Override
    public String conceal(String text) {
        return SecretRedactor.conceal(text, Stream.of(token.value()));
    }

    @Override
    public Future<TemporaryKey> fetch() {
        return SecretReader.use(List.of(token), context.worker(), () -> limit.begin(token.reread()))
                .compose(this::ask)
                .recover(thrown -> Future.failedFuture(CloudFailure.from(thrown).precededBy(name())));
    }

    private Future<TemporaryKey> ask(RefusalLimit.Try attempt) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Authorization", attempt.secret())
                .add("Content-Type", "application/json");
        return attempt.endWith(context.sender()
                .send(CloudOperation.POD_IDENTITY, HttpMethod.POST, uri, headers, Buffer.buffer("{}"))
                .compose(this::decode));
    }

    private Future<TemporaryKey> decode(HttpResponse<Buffer> answer) {
        return Futures.call(() -> TemporaryKeyDecoder.POD.decode(
                new CredentialAnswer(answer).checked(200, context.time().instant(), this::conceal),
                context.time().instant()));
    }
}
