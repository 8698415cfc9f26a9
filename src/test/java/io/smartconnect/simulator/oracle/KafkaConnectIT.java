package io.smartconnect.simulator.oracle;

import static io.smartconnect.simulator.oracle.KafkaConnect.PATIENCE;
import static io.smartconnect.simulator.oracle.KafkaPrograms.WORKER_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.oracle.Sink.Group;
import io.smartconnect.simulator.oracle.Sink.Offsets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts about the consumer groups of sinks, as a real Kafka Connect shows them; the simulator is held to those that it models. */
class KafkaConnectIT {

    private static final Group AT_WORK = new Group("STABLE", 1);
    private static final Group LEFT = new Group("EMPTY", 0);

    private static KafkaConnect connect;
    private static ConnectSink other;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        connect = KafkaConnect.start(directory);
        other = sink("other");
    }

    @AfterAll
    static void stop() {
        if (connect != null) {
            connect.close();
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void group_isConnectAndTheName_andHasItsMemberBeforeItHasOffsets(Function<String, Sink> place) {
        try (Sink sink = place.apply("Orders_to.OBS-1")) {
            awaitGroup(sink, AT_WORK);
            assertThat(sink.groupNames())
                    .filteredOn(name -> name.contains("Orders_to.OBS-1"))
                    .containsExactly("connect-Orders_to.OBS-1");
            assertThat(sink.offsets(0)).isEqualTo(new Offsets(0, Optional.empty(), 0));

            sink.produce(10);

            awaitOffsets(sink, Offsets.of(0, 10, 10));
            assertThat(sink.offsets(1)).as("a partition without messages").isEqualTo(Offsets.of(0, 0, 0));
            assertThat(sink.group(sink.groupName())).contains(AT_WORK);
        }
    }

    @Test
    void workerHasAGroupToo_withoutOffsets() {
        assertThat(other.groupNames()).contains(WORKER_GROUP);
        assertThat(other.offsets(WORKER_GROUP, 0).committed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("places")
    void offset_isTheNextToTransfer(Function<String, Sink> place) {
        try (Sink sink = place.apply("next")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            assertThat(sink.transferredMessages()).isEqualTo(10);

            sink.produce(5);

            awaitOffsets(sink, Offsets.of(0, 15, 15));
            assertThat(sink.transferredMessages()).isEqualTo(15);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void pause_keepsOffsetAndMember_andAResumeGoesOn(Function<String, Sink> place) {
        try (Sink sink = place.apply("paused")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));

            sink.pause();
            sink.produce(5);
            letAnotherTransfer();

            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 10, 15));
            assertThat(sink.group(sink.groupName())).contains(AT_WORK);
            sink.resume();
            awaitOffsets(sink, Offsets.of(0, 15, 15));
            assertThat(sink.transferredMessages()).isEqualTo(15);
        }
    }

    @Test
    void restart_goesOnAtTheOffset() {
        try (ConnectSink sink = sink("restarted")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));

            sink.restart();
            sink.produce(5);

            awaitOffsets(sink, Offsets.of(0, 15, 15));
            assertThat(sink.transferredMessages()).isEqualTo(15);
        }
    }

    @Test
    void restartInSmartConnect_isARewind() {
        try (SimulatedSink sink = new SimulatedSink("restarted")) {
            sink.produce(10);

            sink.restart();

            assertThat(sink.status()).isEqualTo("RESTARTING");
            while (sink.status().equals("RESTARTING")) {
                assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 0, 10));
                sink.letTimePass();
            }
            sink.letTimePass();
            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 10, 10));
        }
    }

    @Test
    void alteredOffset_isARewind() {
        try (ConnectSink sink = sink("altered")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            sink.stop();
            assertThat(sink.group(sink.groupName())).contains(LEFT);
            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 10, 10));

            sink.alterOffset(3);

            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 3, 10));
            sink.resume();
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            assertThat(sink.transferredMessages()).isEqualTo(10 + 7);
        }
    }

    @Test
    void resetOffsets_removeTheGroup_untilTheTaskIsBack() {
        try (ConnectSink sink = sink("reset")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            sink.stop();

            sink.resetOffsets();

            assertThat(sink.group(sink.groupName())).isEmpty();
            assertThat(sink.offsets(0)).isEqualTo(new Offsets(0, Optional.empty(), 10));
            sink.resume();
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            assertThat(sink.transferredMessages()).isEqualTo(10 + 10);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void expiredMessages_areSkipped_byTheNextTransfer(Function<String, Sink> place) {
        try (Sink sink = place.apply("expired")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            sink.stop();
            sink.produce(10);

            sink.expireBefore(16);

            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(16, 10, 20));
            sink.resume();
            awaitOffsets(sink, Offsets.of(16, 20, 20));
            assertThat(sink.transferredMessages()).isEqualTo(10 + 4);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void offset_staysBehindTheStart_ifAllMessagesHaveExpired(Function<String, Sink> place) {
        try (Sink sink = place.apply("all-expired")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));
            sink.stop();
            sink.produce(10);
            sink.expireBefore(20);

            sink.resume();
            letAnotherTransfer();

            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(20, 10, 20));
            sink.produce(1);
            awaitOffsets(sink, Offsets.of(20, 21, 21));
            assertThat(sink.transferredMessages()).isEqualTo(10 + 1);
        }
    }

    @Test
    void latest_skipsAllMessages_ifItsOffsetHasExpired() {
        Map<String, String> latest = Map.of("consumer.override.auto.offset.reset", "latest");
        try (ConnectSink sink = new ConnectSink(connect, "latest", latest)) {
            sink.stop();
            sink.alterOffset(0);
            sink.produce(20);
            sink.expireBefore(16);

            sink.resume();

            await(sink.groupName()).atMost(PATIENCE).until(() -> {
                sink.produce(1);
                return sink.offsets(0).committed().orElse(0L) > 20;
            });
            assertThat(sink.transferredMessages())
                    .isPositive()
                    .isLessThanOrEqualTo(Math.toIntExact(sink.offsets(0).end() - 20));
        }
    }

    @Test
    void failedTask_leavesTheGroup_andKeepsItsOffset_whileItsConnectorRuns() {
        Map<String, String> json = Map.of("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        try (ConnectSink sink = new ConnectSink(connect, "failed", json)) {
            sink.produce("{\"schema\": null, \"payload\": 1}");
            awaitOffsets(sink, Offsets.of(0, 1, 1));

            sink.produce("no JSON");

            sink.awaitStates("RUNNING", "FAILED");
            awaitGroup(sink, LEFT);
            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 1, 2));
        }
    }

    @Test
    void deletedConnector_leavesItsOffsets_toTheNextOfItsName() {
        try (ConnectSink sink = sink("deleted")) {
            sink.produce(10);
            awaitOffsets(sink, Offsets.of(0, 10, 10));

            sink.delete();

            assertThat(sink.group(sink.groupName())).contains(LEFT);
            sink.produce(5);
            assertThat(sink.offsets(0)).isEqualTo(Offsets.of(0, 10, 15));
            sink.create();
            awaitOffsets(sink, Offsets.of(0, 15, 15));
            assertThat(sink.transferredMessages()).isEqualTo(15);
        }
    }

    static List<Named<Function<String, Sink>>> places() {
        return List.of(Named.of("Kafka Connect", KafkaConnectIT::sink), Named.of("simulator", SimulatedSink::new));
    }

    private static ConnectSink sink(String name) {
        return new ConnectSink(connect, name, Map.of());
    }

    /** Returns once another connector of the same worker has transferred a message and committed. */
    private static void letAnotherTransfer() {
        other.produce(1);
        await(other.name())
                .atMost(PATIENCE)
                .until(() -> other.offsets(0), now -> now.committed().equals(Optional.of(now.end())));
    }

    private static void awaitGroup(Sink sink, Group expected) {
        await(sink.groupName())
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sink.group(sink.groupName())).contains(expected));
    }

    private static void awaitOffsets(Sink sink, Offsets expected) {
        await(sink.groupName())
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sink.offsets(0)).isEqualTo(expected));
    }
}
