package io.smartconnect.exporter.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Lease;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.exporter.web.TestAuthority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesLeasesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.5Z");

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private TestAuthority authority;
    private LeaseApiServer server;
    private Leases leases;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority();
        server = new LeaseApiServer(directory, authority);
        leases = in("ops");
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Leases in(String namespace) {
        LeaseSettings settings = new LeaseSettings(namespace, "exporter", "pod", Optional.of(server.url()), directory);
        return new KubernetesLeases(vertx, InstantSource.system(), settings, server.url());
    }

    @Test
    void lease_isCreated_renewed_andRead() throws Exception {
        assertThat(result(leases.read())).isEmpty();

        Lease created = result(leases.create(Lease.first("ops", "exporter", "one", NOW)));
        Lease renewed = result(leases.replace(created.claimedBy("one", NOW)));

        assertThat(result(leases.read()).orElseThrow().hasSpecOf(renewed)).isTrue();
        assertThat(renewed.hasSpecOf(created)).isFalse();
        assertThat(server.requests())
                .containsExactly(
                        "GET /apis/coordination.k8s.io/v1/namespaces/ops/leases/exporter",
                        "POST /apis/coordination.k8s.io/v1/namespaces/ops/leases",
                        "PUT /apis/coordination.k8s.io/v1/namespaces/ops/leases/exporter",
                        "GET /apis/coordination.k8s.io/v1/namespaces/ops/leases/exporter");
    }

    @Test
    void bodies_areLeases_ofTheOfficialClient() throws Exception {
        Lease first = result(leases.create(Lease.first("ops", "exporter", "one", NOW)));
        V1Lease stored = official();
        assertThat(stored.getApiVersion()).isEqualTo("coordination.k8s.io/v1");
        assertThat(stored.getKind()).isEqualTo("Lease");
        assertThat(stored.getSpec().getHolderIdentity()).isEqualTo("one");
        assertThat(stored.getSpec().getLeaseDurationSeconds()).isEqualTo(15);
        assertThat(stored.getSpec().getAcquireTime().toInstant()).isEqualTo(NOW);
        assertThat(stored.getSpec().getRenewTime().toInstant()).isEqualTo(NOW);

        Lease second = result(leases.replace(first.claimedBy("two", NOW.plusSeconds(60))));
        assertThat(official().getSpec().getLeaseTransitions()).isEqualTo(1);
        assertThat(official().getSpec().getAcquireTime().toInstant()).isEqualTo(NOW.plusSeconds(60));

        result(leases.replace(second.released(NOW)));
        assertThat(official().getSpec().getHolderIdentity()).isEmpty();
    }

    private V1Lease official() {
        return JSON.deserialize(server.lease("ops/exporter").encode(), V1Lease.class);
    }

    @Test
    void write_toALease_thatHasChanged_isAConflict() throws Exception {
        Lease created = result(leases.create(Lease.first("ops", "exporter", "one", NOW)));
        result(leases.replace(created.claimedBy("one", NOW)));

        assertThat(failure(() -> result(leases.replace(created.claimedBy("two", NOW))))
                        .status())
                .hasValue(409);
        assertThat(failure(() -> result(leases.create(Lease.first("ops", "exporter", "two", NOW))))
                        .status())
                .hasValue(409);
    }

    @Test
    void refusal_namesPermission_andNamespace() {
        assertThat(failure(() -> result(in("forbidden").read())).getMessage())
                .startsWith(
                        "the service account lacks the permission to get leases of coordination.k8s.io in namespace "
                                + "forbidden: 403: leases.coordination.k8s.io is forbidden");
    }

    @Test
    void token_isReadBeforeEachRequest_andNeverShown() throws Exception {
        result(leases.read());

        server.setToken("token-2");
        result(leases.read());

        Files.writeString(directory.resolve("token"), "secret-of-yesterday");
        CloudFailure refused = failure(() -> result(leases.read()));
        assertThat(refused.reason()).isEqualTo(FailureReason.AUTH);
        assertThat(refused.getMessage()).doesNotContain("secret-of-yesterday");
    }

    @Test
    void apiServer_withTheCertificateOfAnotherAuthority_isRefused_untilTheFileHasIt() throws Exception {
        TestAuthority other = new TestAuthority();
        other.write(directory.resolve("ca.crt"));
        assertThat(failure(() -> result(leases.read())).getMessage()).startsWith("TLS: ");

        authority.write(directory.resolve("ca.crt"));
        assertThat(result(leases.read())).isEmpty();
    }

    @Test
    void unusableFiles_areNamed() throws Exception {
        Files.delete(directory.resolve("token"));
        assertThat(failure(() -> result(leases.read())).getMessage())
                .contains(directory.resolve("token").toString(), "no such file");

        Files.writeString(directory.resolve("token"), "token-1");
        Files.writeString(directory.resolve("ca.crt"), "no certificate");
        assertThat(failure(() -> result(leases.read())).getMessage())
                .isEqualTo(directory.resolve("ca.crt") + ": must be a readable PEM file with certificates");
    }

    @Test
    void answers_thatAreNoLease_failTheRequest() {
        for (String body : new String[] {"", "[]", "<html>", "{\"spec\": 1}"}) {
            server.answerAlways(Buffer.buffer(body));
            assertThat(failure(() -> result(leases.read())).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        }
        server.answerAlways(Buffer.buffer("x".repeat(100_000)));
        assertThat(failure(() -> result(leases.read())).getMessage()).contains("65536 bytes");
    }

    @Test
    void hangingApiServer_failsTheRequest_andTheNextSucceeds() throws Exception {
        server.hangOn(request -> true);
        assertThat(failure(() -> result(leases.read())).reason()).isEqualTo(FailureReason.TIMEOUT);

        server.hangOn(request -> false);
        assertThat(result(leases.read())).isEmpty();
    }

    @Test
    void outsideOfACluster_theLeaseIsNamed() {
        LeaseSettings settings = new LeaseSettings("ops", "exporter", "pod", Optional.empty(), directory);

        assertThatThrownBy(() -> result(candidate(settings)))
                .hasRootCauseMessage("ha.lease = ops/exporter: works in a pod of Kubernetes only; "
                        + "KUBERNETES_SERVICE_HOST is not set");
    }

    @Test
    void missingServiceAccount_isNamed() {
        LeaseSettings settings =
                new LeaseSettings("ops", "exporter", "pod", Optional.of(URI.create("https://x")), Path.of("/missing"));

        assertThatThrownBy(() -> result(candidate(settings)))
                .hasRootCauseMessage(
                        "ha.lease = ops/exporter: token-file /missing/token: must be readable; found no such file");
    }

    private Future<LeaderElector> candidate(LeaseSettings settings) {
        TimeSource time = TimeSource.of(vertx);
        LeaderElector.Polls none = new LeaderElector.Polls() {
            @Override
            public void begin(boolean wasInterrupted) {}

            @Override
            public void end() {}

            @Override
            public void standBy(Standby standby) {}
        };
        return LeaderElector.of(vertx, time, settings, new PollPermit(time), none);
    }

    private static CloudFailure failure(ThrowingCallable request) {
        Throwable thrown = catchThrowable(request);
        assertThat(thrown).hasCauseInstanceOf(CloudFailure.class);
        return CloudFailure.from(Objects.requireNonNull(thrown.getCause()));
    }

    private static <T> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
