package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.cloud.auth.Secret;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * IAM, which exchanges the token of a Kubernetes service account for a token of its own, and this one for a key. The
 * source reads the file of the first token each time.
 */
final class WorkloadIdentitySource implements KeySource {

    private static final int KEY_LIFE = 21_600;

    private final String idpId;
    private final SecretReader idToken;
    private final URI iam;
    private final KeySourceContext context;
    private final RefusalLimit limit;
    private volatile String subjectToken = "";

    WorkloadIdentitySource(Credentials.WorkloadIdentity identity, URI iam, KeySourceContext context) {
        this.idpId = identity.idpId();
        this.idToken = SecretReader.forHeader("id-token", Secret.in(identity.idTokenFile()));
        this.iam = iam;
        this.context = context;
        this.limit = context.limit();
    }

    @Override
    public String name() {
        return "workload identity at " + iam.getHost();
    }

    @Override
    public String conceal(String text) {
        return SecretRedactor.conceal(text, Stream.of(idToken.value(), subjectToken));
    }

    @Override
    public Future<TemporaryKey> fetch() {
        return SecretReader.use(List.of(idToken), context.worker(), () -> limit.begin(idToken.reread()))
                .compose(this::exchange)
                .compose(this::key)
                .recover(thrown -> Future.failedFuture(CloudFailure.from(thrown).precededBy(name())));
    }

    private Future<String> exchange(RefusalLimit.Try attempt) {
        JsonObject body = JsonObject.of("auth", JsonObject.of("id_token", JsonObject.of("id", attempt.secret())));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Idp-Id", idpId);
        return attempt.endWith(post(CloudOperation.ID_TOKEN, "/v3.0/OS-AUTH/id-token/tokens", headers, body)
                .compose(answer -> Futures.call(() -> TemporaryKeyDecoder.header(
                        "X-Subject-Token", checked(answer).response().getHeader("X-Subject-Token")))));
    }

    private Future<TemporaryKey> key(String token) {
        subjectToken = token;
        JsonObject identity = JsonObject.of(
                "methods", JsonArray.of("token"), "token", JsonObject.of("id", token, "duration_seconds", KEY_LIFE));
        JsonObject body = JsonObject.of("auth", JsonObject.of("identity", identity));
        return post(
                        CloudOperation.SECURITY_TOKENS,
                        "/v3.0/OS-CREDENTIAL/securitytokens",
                        MultiMap.caseInsensitiveMultiMap(),
                        body)
                .compose(answer -> Futures.call(() -> TemporaryKeyDecoder.IAM.decode(
                        checked(answer), context.time().instant())));
    }

    private Future<HttpResponse<Buffer>> post(
            CloudOperation operation, String path, MultiMap headers, JsonObject body) {
        headers.add("Content-Type", "application/json");
        return context.sender().send(operation, HttpMethod.POST, iam.resolve(path), headers, body.toBuffer());
    }

    private CredentialAnswer checked(HttpResponse<Buffer> answer) throws CloudFailure {
        return new CredentialAnswer(answer).checked(201, context.time().instant(), this::conceal);
    }
}
