package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.renewal.CredentialAnswer;
import io.smartconnect.exporter.cloud.auth.renewal.KeySource;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;

/** IAM, which hands out keys of an agency to the credentials that may assume it. */
final class AgencySource implements KeySource {

    private final Credentials.Agency agency;
    private final Authenticator source;
    private final URI uri;
    private final Authenticator.Sender sender;
    private final TimeSource time;

    AgencySource(
            Credentials.Agency agency, Authenticator source, URI iam, Authenticator.Sender sender, TimeSource time) {
        this.agency = agency;
        this.source = source;
        this.uri = iam.resolve("/v3.0/OS-CREDENTIAL/securitytokens");
        this.sender = sender;
        this.time = time;
    }

    @Override
    public String name() {
        return "agency " + agency.name();
    }

    @Override
    public String conceal(String text) {
        return source.conceal(text);
    }

    @Override
    public Future<TemporaryKey> fetch() {
        return assume(true)
                .recover(thrown ->
                        Future.failedFuture(CloudFailure.from(thrown).precededBy(name() + " at " + uri.getHost())));
    }

    private Future<TemporaryKey> assume(boolean mayRenew) {
        Buffer body = request().toBuffer();
        return source.authorize(HttpMethod.POST, uri, body)
                .compose(proof -> send(proof, body)
                        .recover(thrown -> mayRenew && isRefusal(thrown)
                                ? source.renew(proof.headers())
                                        .compose(fresh -> fresh ? assume(false) : Future.failedFuture(thrown))
                                : Future.failedFuture(thrown)));
    }

    private Future<TemporaryKey> send(Authenticator.Proof proof, Buffer body) {
        MultiMap all =
                MultiMap.caseInsensitiveMultiMap().addAll(proof.headers()).set("Content-Type", "application/json");
        return proof.endWith(sender.send(CloudOperation.SECURITY_TOKENS, HttpMethod.POST, uri, all, body)
                .compose(this::decode));
    }

    private Future<TemporaryKey> decode(HttpResponse<Buffer> answer) {
        return Futures.call(() -> TemporaryKeyDecoder.IAM.decode(
                new CredentialAnswer(answer).checked(201, time.instant(), this::conceal), time.instant()));
    }

    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof CloudFailure failure && failure.reason() == FailureReason.AUTH;
    }

    private JsonObject request() {
        JsonObject role = JsonObject.of(
                "agency_name",
                agency.name(),
                agency.domainKey(),
                agency.domain(),
                "duration_seconds",
                agency.duration().toSeconds(),
                "session_user",
                JsonObject.of("name", "smart-connect-exporter"));
        JsonObject identity = JsonObject.of("methods", JsonArray.of("assume_role"), "assume_role", role);
        return JsonObject.of("auth", JsonObject.of("identity", identity));
    }
}
