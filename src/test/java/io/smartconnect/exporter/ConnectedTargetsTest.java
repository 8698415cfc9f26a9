package io.smartconnect.exporter;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.config.Configuration;
import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.ThrottlingResponse;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the clients of a target keep when other settings replace them. */
@Timeout(60)
class ConnectedTargetsTest {

    private static final String KEY = "credentials { access-key = AKIAEXAMPLE, secret-key = %s }";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final TimeSource time = TimeSource.of(vertx);
    private final Simulator cloud = Simulator.start(Scenario.named("quiet"));
    private ConnectedTargets targets = ConnectedTargets.none(new ClientRuntime(vertx, time, new NoOpMeter()));

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, SECONDS);
        cloud.close();
    }

    /** Replaces the clients, as a reload does. */
    private void reload(String credentials, String more) throws Exception {
        Path file = Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  targets = [{ name = prod, endpoint = "%s", iam-endpoint = "%s", project-id = "%s", %s }]
                  %s
                }
                """.formatted(
                        cloud.url(), cloud.url(), cloud.projectId(), credentials, more));
        ConnectedTargets before = targets;
        targets = before.next(Configuration.load(Optional.of(file), Map.of(), FlagValues.NONE));
        Promise<Void> retired = Promise.promise();
        context.runOnContext(now -> {
            targets.continueFrom(before);
            before.retireAllBut(targets);
            retired.complete();
        });
        retired.future().await(20, SECONDS);
    }

    private List<InstanceFacts> instances() throws Exception {
        Promise<List<InstanceFacts>> listed = Promise.promise();
        context.runOnContext(now -> requireNonNull(targets.dmsByName().get("prod"))
                .listInstances(new RequestContext(new Bulkhead(), Deadline.in(Duration.ofSeconds(20), time)))
                .onComplete(listed));
        return listed.future().await(20, SECONDS);
    }

    private String user() {
        return "credentials { type = password, username = \"%s\", domain = \"%s\", password = \"%s\" }"
                .formatted(cloud.username(), cloud.domain(), cloud.password());
    }

    @Test
    void token_isKept_whenThePaceChanges() throws Exception {
        for (int round = 5; round < 10; round++) {
            reload(user(), "poll.interval = %ss, api.concurrency = %s".formatted(round, round));
            assertThat(instances()).isNotEmpty();
        }

        assertThat(cloud.requestCount(SimulatedOperation.LIST_INSTANCES)).isEqualTo(5);
        assertThat(cloud.requestCount(SimulatedOperation.TOKEN)).isOne();
    }

    @Test
    void refusedKey_getsNoFurtherTries_whenThePaceChanges() throws Exception {
        for (int round = 5; round < 25; round++) {
            reload(KEY.formatted("wrong"), "poll.interval = %ss".formatted(round));
            assertThat(catchThrowable(this::instances)).isInstanceOf(CloudFailure.class);
        }

        assertThat(cloud.requestCount()).isEqualTo(5);
    }

    @Test
    void throttling_pausesRequests_andHalvesTheRate_whenAnotherTimeoutIsConfigured() throws Exception {
        String key = "credentials { type = aksk, access-key = %s, secret-key = %s }"
                .formatted(cloud.accessKey(), cloud.secretKey());
        cloud.add(Fault.on(SimulatedOperation.LIST_INSTANCES).times(1).throttle(ThrottlingResponse.APIG_429, "3600"));
        reload(key, "api.max-retries = 0");
        assertThat(catchThrowable(this::instances)).isInstanceOf(CloudFailure.class);

        reload(key, "api { max-retries = 0, request-timeout = 14s }");
        assertThat(catchThrowable(this::instances))
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FailureReason.THROTTLED));

        assertThat(cloud.requestCount()).isOne();
        assertThat(requireNonNull(targets.dmsByName().get("prod")).allowedRate())
                .isLessThanOrEqualTo(5);
    }

    @Test
    void otherKey_isTriedAtOnce() throws Exception {
        for (int round = 0; round < 7; round++) {
            reload(KEY.formatted("wrong" + round), "");
            assertThat(catchThrowable(this::instances)).isInstanceOf(CloudFailure.class);
        }

        assertThat(cloud.requestCount()).isEqualTo(7);
    }
}
