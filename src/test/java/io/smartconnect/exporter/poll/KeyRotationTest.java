package io.smartconnect.exporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An hour of polls with keys that rotate every minute. Turned time jumps to the next timer while no poll is in progress, and passes
 * like real time during a poll.
 */
@Timeout(60)
class KeyRotationTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ROTATION = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofSeconds(45);
    private static final String INSTANCE = "0a1b2c3d";

    private static final PollSettings SETTINGS =
            new PollSettings(INTERVAL, INTERVAL.minusSeconds(1), Duration.ofMinutes(5));

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final FakeTime time = new FakeTime();
    private final Instant end = time.instant().plus(HOUR);
    private final Promise<Void> ended = Promise.promise();
    private Simulator cloud;
    private Snapshot last = Snapshot.empty(time.instant());
    private int rotations;

    @BeforeEach
    void start() {
        cloud = Simulator.start(
                Scenario.builder()
                        .keyLife(ROTATION)
                        .tokenLife(ROTATION)
                        .instance(
                                INSTANCE,
                                instance -> instance.obs(
                                        "t",
                                        "archive",
                                        task -> task.topic(
                                                "clicks",
                                                1,
                                                SimulatedProduction.steady(10),
                                                SimulatedTransfer.behind(Duration.ofSeconds(3)))))
                        .build(),
                time);
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(20, TimeUnit.SECONDS);
        cloud.close();
    }

    @ParameterizedTest
    @EnumSource
    void target_missesNoPollInAnHour_whenItsKeysRotateEveryMinute(CredentialKind kind) throws TimeoutException {
        TargetClients clients = target(rotating(kind));
        PollContext settings = new PollContext(SETTINGS, HealthSettings.DEFAULT, LagSettings.DEFAULT, time);
        context.runOnContext(now -> {
            Poller poller =
                    new Poller(List.of(clients), settings, new ConcurrentHashMap<>(), snapshot -> last = snapshot);
            poller.start();
            rotateEveryMinute(kind);
            turn(clients);
        });
        ended.future().await(50, TimeUnit.SECONDS);

        Instance instance = last.instances().get(0);
        assertThat(instance.failures().counts()).isEmpty();
        assertThat(instance.polls()).isGreaterThanOrEqualTo(HOUR.dividedBy(INTERVAL));
        assertThat(instance.tasks()).allMatch(task -> task.topics().isPresent());
        assertThat(instance.lastSuccess())
                .hasValueSatisfying(success -> assertThat(success).isAfter(end.minus(INTERVAL.multipliedBy(2))));
        assertThat(rotations).isEqualTo(HOUR.dividedBy(ROTATION));
    }

    /** Advances the time, until the hour is over, and continues as soon as the event loop has done its other work. */
    private void turn(TargetClients clients) {
        if (!time.instant().isBefore(end)) {
            ended.complete();
        } else if (clients.isInUse()) {
            vertx.setTimer(1, passed -> {
                time.advance(Duration.ofMillis(1));
                turn(clients);
            });
        } else {
            time.advance(time.untilNextTimer());
            context.runOnContext(next -> turn(clients));
        }
    }

    private TargetClients target(Credentials credentials) {
        TargetSettings target = new TargetSettings(
                "prod",
                "eu-west-101",
                cloud.projectId(),
                cloud.url(),
                Optional.of(cloud.url()),
                Optional.empty(),
                List.of(INSTANCE),
                credentials);
        return TargetClients.of(
                target,
                new RestDmsClient(
                        new ClientRuntime(vertx, time, new NoOpMeter()),
                        target,
                        RealPolls.atMost(4, 1_000),
                        SETTINGS.interval()));
    }

    /** The credentials, with the secrets that an operator rotates in files. */
    private Credentials rotating(CredentialKind kind) {
        Credentials credentials = kind.at(cloud, directory);
        if (credentials instanceof Credentials.Agency agency) {
            return new Credentials.Agency(
                    agency.name(), agency.domainKey(), agency.domain(), agency.duration(), keyInFile());
        }
        return switch (kind) {
            case AKSK -> keyInFile();
            case TOKEN -> new Credentials.Token(Secret.in(write("token", cloud.issueToken())));
            default -> credentials;
        };
    }

    private Credentials keyInFile() {
        return new Credentials.AccessKey(
                Secret.of(cloud.accessKey()), Secret.in(write("secret-key", cloud.secretKey())), Optional.empty());
    }

    private void rotateEveryMinute(CredentialKind kind) {
        time.after(ROTATION, () -> {
            rotations++;
            cloud.changeSecretKey("secret-key-number-" + rotations);
            write("secret-key", cloud.secretKey());
            cloud.revokeTokens();
            write("token", cloud.issueToken());
            if (kind == CredentialKind.PROFILE) {
                kind.at(cloud, directory);
            }
            rotateEveryMinute(kind);
        });
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
