package io.smartconnect.exporter.cloud.dms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tries of refused secrets over an hour of polls, by a clock that the test turns. */
@Timeout(60)
class RefusedSecretsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String INSTANCE = "11111111-2222-3333-4444-555555555555";
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final int MOST = 5;

    @TempDir
    private Path directory;

    private final FakeTime time = new FakeTime();
    private final Simulator simulator = Simulator.start(
            Scenario.builder()
                    .instance(INSTANCE, instance -> instance.replication("r1", "mirror", task -> {}))
                    .build(),
            time);

    private enum Kind {
        ACCESS_KEY,
        ACCESS_KEY_IN_FILE,
        TOKEN_IN_FILE,
        PASSWORD_IN_FILE
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private Credentials credentials(Kind kind, Path file) {
        return switch (kind) {
            case ACCESS_KEY -> DmsTestClient.accessKey(simulator, Secret.of("wrong"));
            case ACCESS_KEY_IN_FILE -> DmsTestClient.accessKey(simulator, Secret.in(file));
            case TOKEN_IN_FILE -> new Credentials.Token(Secret.in(file));
            case PASSWORD_IN_FILE ->
                new Credentials.Password(simulator.username(), simulator.domain(), Secret.in(file));
        };
    }

    private String right(Kind kind) {
        return switch (kind) {
            case ACCESS_KEY, ACCESS_KEY_IN_FILE -> simulator.secretKey();
            case TOKEN_IN_FILE -> simulator.issueToken();
            case PASSWORD_IN_FILE -> simulator.password();
        };
    }

    private static Future<TaskListing> ask(DmsTestClient client) {
        return client.ask(Duration.ofSeconds(1), (dms, scope) -> dms.listTasks(INSTANCE, scope));
    }

    @ParameterizedTest
    @EnumSource
    void secret_isTriedFiveTimesInAQuarterOfAnHour_andAnotherOneAtTheNextPoll(Kind kind) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "wrong");
        try (DmsTestClient client = new DmsTestClient(VERTX, time, simulator, credentials(kind, file))) {
            for (int poll = 0; poll < 180; poll++) {
                assertThat(Stream.generate(() -> ask(client)).limit(3).toList())
                        .allMatch(answer -> DmsTestClient.failure(answer).reason() == FailureReason.AUTH);
                time.advance(INTERVAL);
            }
            List<Instant> tries =
                    simulator.requests().stream().map(RecordedRequest::time).toList();
            assertThat(tries).hasSizeGreaterThanOrEqualTo(MOST);
            for (int first = 0; first + MOST < tries.size(); first++) {
                assertThat(Duration.between(tries.get(first), tries.get(first + MOST)))
                        .isGreaterThanOrEqualTo(Duration.ofMinutes(15));
            }

            if (kind != Kind.ACCESS_KEY) {
                Files.writeString(file, right(kind));
                assertThat(ask(client).await(20, SECONDS).tasks()).hasSize(1);
            }
        }
    }
}
