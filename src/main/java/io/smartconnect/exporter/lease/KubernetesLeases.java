package io.smartconnect.exporter.lease;

import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.exchange.BodyBudget;
import io.smartconnect.exporter.cloud.exchange.BodyReservation;
import io.smartconnect.exporter.cloud.exchange.BoundedExchange;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.pem.Pem;
import io.smartconnect.exporter.pem.PemFile;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lease at the API server of Kubernetes, over HTTPS with the token and the certificate authority of a service account. Their
 * files are read before each request. Use it on one Vert.x context only.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/">Lease</a>
 */
final class KubernetesLeases implements Leases {

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);
    private static final int LONGEST_BODY = 64 << 10;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** The connection of a canceled request takes a moment to close. */
    private static final int CONNECTIONS = 2;

    /** The service account at one moment. */
    private record ServiceAccount(String token, String authority) {

        @Override
        public String toString() {
            return "ServiceAccount[token=***]";
        }
    }

    private record Trusting(String authority, WebClient client) {}

    private final Vertx vertx;
    private final InstantSource clock;
    private final LeaseSettings settings;
    private final URI apiServer;
    private final SecretReader token;
    private final Path authorityFile;
    private @Nullable Trusting trusting;

    KubernetesLeases(Vertx vertx, InstantSource clock, LeaseSettings settings, URI apiServer) {
        this.vertx = vertx;
        this.clock = clock;
        this.settings = settings;
        this.apiServer = apiServer;
        this.token = SecretReader.forHeader(
                "token", Secret.in(settings.serviceAccount().resolve("token")));
        this.authorityFile = settings.serviceAccount().resolve("ca.crt");
    }

    /** Reads the files of the service account. Fails with a message that names the unusable one. */
    Future<Void> check() {
        return account().mapEmpty();
    }

    @Override
    public Future<Optional<Lease>> read() {
        return send(HttpMethod.GET, collection() + "/" + settings.name(), Buffer.buffer())
                .compose(answer -> answer.statusCode() == NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : lease("get", answer).map(Optional::of));
    }

    @Override
    public Future<Lease> create(Lease lease) {
        return send(HttpMethod.POST, collection(), lease.toBuffer()).compose(answer -> lease("create", answer));
    }

    @Override
    public Future<Lease> replace(Lease lease) {
        return send(HttpMethod.PUT, collection() + "/" + settings.name(), lease.toBuffer())
                .compose(answer -> lease("update", answer));
    }

    private String collection() {
        return "/apis/" + Lease.API_VERSION + "/namespaces/" + settings.namespace() + "/leases";
    }

    private Future<HttpResponse<Buffer>> send(HttpMethod method, String path, Buffer content) {
        return account().compose(account -> {
            BodyReservation place = BodyBudget.ofProcess().place();
            return new BoundedExchange(client(account), place, LONGEST_BODY, LONGEST_REQUEST)
                    .send(method, apiServer.resolve(path), headers(account), content)
                    .onComplete(ended -> place.close());
        });
    }

    private static MultiMap headers(ServiceAccount account) {
        return MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", "Bearer " + account.token)
                .set("Accept", "application/json")
                .set("Content-Type", "application/json");
    }

    /** The client that trusts the present authority. */
    private WebClient client(ServiceAccount account) {
        Trusting present = trusting;
        if (present != null && present.authority.equals(account.authority)) {
            return present.client;
        }
        if (present != null) {
            present.client.close();
        }
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("smart-connect-exporter")
                .setFollowRedirects(false)
                .setVerifyHost(true)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(account.authority)));
        WebClient client = WebClient.create(
                vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(1));
        BoundedExchange.enableReset(client);
        trusting = new Trusting(account.authority, client);
        return client;
    }

    private Future<ServiceAccount> account() {
        return vertx.executeBlocking(() -> new ServiceAccount(token.reread(), authority()), false);
    }

    private String authority() throws CloudFailure {
        try {
            byte[] content = PemFile.read(authorityFile);
            Pem.certificates(content);
            return new String(content, StandardCharsets.ISO_8859_1);
        } catch (IOException | IllegalArgumentException unusable) {
            throw CloudFailure.of(
                    FailureReason.AUTH, authorityFile + ": must be a readable PEM file with certificates");
        }
    }

    private Future<Lease> lease(String verb, HttpResponse<Buffer> answer) {
        try {
            if (answer.statusCode() / 100 == 2) {
                return Future.succeededFuture(Lease.read(answer.body()));
            }
            return Future.failedFuture(failure(verb, answer));
        } catch (CloudFailure other) {
            return Future.failedFuture(other);
        }
    }

    private CloudFailure failure(String verb, HttpResponse<Buffer> answer) {
        CloudFailure failure = CloudFailure.from(
                answer.statusCode(),
                answer.headers(),
                answer.bodyAsString(),
                clock.instant(),
                text -> text.replace(token.value(), "***"));
        return answer.statusCode() == FORBIDDEN
                ? failure.precededBy("the service account lacks the permission to " + verb + " leases of "
                        + "coordination.k8s.io in namespace " + settings.namespace())
                : failure;
    }
}
