package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final long MINUTE = 60_000;
    private static final String TOPIC = "orders";

    private final Retention retention = new Retention(Duration.ofMinutes(10));
    private long now = 1_800_000_000_000L;

    /** Reads this start offset of partition 0, five minutes after the last reading. */
    private void reads(long start) {
        now += 5 * MINUTE;
        retention.learnStarts(TOPIC, Map.of(0L, start), now);
    }

    private Optional<Double> margin(long transferred, Optional<OffsetHistory> ends) {
        Optional<LagTime> age = ends.flatMap(known -> known.age(transferred, now));
        var margin = retention.marginSeconds(TOPIC, 0, new Retention.OldestMessage(transferred, age, ends), now);
        return margin.isPresent() ? Optional.of(margin.getAsDouble()) : Optional.empty();
    }

    private Optional<Double> margin(long transferred) {
        return margin(transferred, Optional.empty());
    }

    /** End offsets of which message 500 is this old. */
    private Optional<OffsetHistory> age(long seconds) {
        return age(500, seconds);
    }

    private Optional<OffsetHistory> age(long offset, long seconds) {
        long produced = now - seconds * 1_000;
        OffsetHistory ends = new OffsetHistory();
        ends.observe(produced - 1, offset);
        ends.observe(produced + 1, offset + 1);
        return Optional.of(ends);
    }

    private static TaskInfo reading(String expression) {
        return new TaskInfo("KAFKA_REPLICATOR_SOURCE", "", "", expression, "", "kafka://b", "push", "latest");
    }

    @Test
    void margin_isTheRetentionTimeLessTheAge_whileTheStartStandsStill() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);
        reads(100);
        reads(100);

        assertThat(margin(500, age(3_600))).contains(71 * 3_600.0);
    }

    @Test
    void margin_followsTheStart_whereItMoves() {
        reads(100);
        reads(250);
        reads(400);
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);

        assertThat(margin(1_000)).hasValueSatisfying(found -> assertThat(found).isEqualTo(1_200.0, within(1e-6)));
    }

    @Test
    void margin_shrinksBetweenReadings() {
        reads(100);
        reads(250);
        reads(400);
        now += MINUTE;

        assertThat(margin(1_000)).hasValueSatisfying(found -> assertThat(found).isEqualTo(1_140.0, within(1e-6)));
    }

    @Test
    void margin_isZero_onceTheMessageIsDeleted() {
        reads(100);
        reads(250);
        reads(400);

        assertThat(margin(399)).contains(0.0);
        assertThat(margin(400)).contains(0.0);
    }

    /** Kafka deletes whole segments: the start stands still for hours, and then jumps. */
    @Test
    void oneJump_isNoSpeed() {
        reads(0);
        reads(6_000_000);
        reads(6_000_000);
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);

        assertThat(margin(7_000_000, age(7_000_000, 3_600))).contains(71 * 3_600.0);
    }

    @Test
    void severalJumps_haveTheSpeedFromTheFirstToTheLast() {
        reads(0);
        for (int jump = 1; jump <= 3; jump++) {
            reads(6_000_000L * jump);
            for (int i = 0; i < 23; i++) {
                reads(6_000_000L * jump);
            }
        }

        double sinceLastJump = 23 * 5 * 60;
        assertThat(margin(30_000_000))
                .hasValueSatisfying(
                        found -> assertThat(found).isEqualTo(2 * 24 * 5 * 60 - sinceLastJump, within(1e-6)));
    }

    /** End offsets of a partition that got one message a second up to {@code change} seconds ago, and ten a second since. */
    private OffsetHistory ends(long seconds, long change) {
        OffsetHistory ends = new OffsetHistory();
        for (long age = seconds; age >= 0; age -= 60) {
            ends.observe(now - age * 1_000, produced(seconds, change, age));
        }
        return ends;
    }

    /** The number of messages that are older than {@code age}. */
    private static long produced(long seconds, long change, long age) {
        return seconds - Math.max(age, change) + 10 * Math.max(0, change - age);
    }

    @Test
    void margin_isExact_whenTheRateChanges_andTheEndsReachBackToTheDeletions() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);
        reads(produced(7_200, 1_800, 3_900));
        reads(produced(7_200, 1_800, 3_600));

        assertThat(margin(produced(7_200, 1_800, 600), Optional.of(ends(7_200, 1_800))))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(3_000.0, within(30.0)));
    }

    @Test
    void margin_usesTheRetentionTime_ifItFitsTheLastDeletion() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(1)), now);
        OffsetHistory rare = new OffsetHistory();
        now += 10 * MINUTE;
        rare.observe(now - 70 * MINUTE, 100);
        rare.observe(now - 61 * MINUTE, 100);
        rare.observe(now - 61 * MINUTE + 1, 101);
        rare.observe(now - 50 * MINUTE, 101);
        rare.observe(now - 10 * MINUTE, 101);
        rare.observe(now - 10 * MINUTE + 1, 102);
        rare.observe(now, 102);
        now -= 10 * MINUTE;
        reads(100);
        reads(101);

        assertThat(margin(101, Optional.of(rare)))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(3_000.0, within(1.0)));
    }

    @Test
    void margin_followsTheEndsAfterTheirFirstPoint_andTheSpeedBeforeIt() {
        reads(100);
        reads(250);
        reads(400);
        OffsetHistory ends = new OffsetHistory();
        ends.observe(now - 10 * MINUTE, 1_000);
        ends.observe(now, 1_600);

        assertThat(margin(1_300, Optional.of(ends)))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(1_200 + 300, within(2.0)));
    }

    @Test
    void margin_isAtMostTheRetentionTimeLessTheAge() {
        reads(100);
        reads(105);
        reads(110);
        retention.learnTimes(Map.of(TOPIC, Duration.ofMinutes(12)), now);
        OffsetHistory ends = new OffsetHistory();
        ends.observe(now - 10 * MINUTE, 1_000);
        ends.observe(now, 1_600);

        assertThat(margin(1_300, Optional.of(ends)))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(12 * 60 - 300, within(2.0)));
    }

    @Test
    void changedRetentionTime_countsAtOnce() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(1)), now);
        reads(100);
        reads(250);
        reads(400);
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);
        reads(400);

        assertThat(margin(500, age(3_600))).contains(71 * 3_600.0);
    }

    @Test
    void margin_isAbsent_whenNothingIsKnown() {
        assertThat(margin(500, age(10))).isEmpty();

        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(1)), now);

        assertThat(margin(500)).isEmpty();
        assertThat(margin(499, age(10))).isEmpty();
        assertThat(margin(500, age(7_200))).contains(0.0);
    }

    @Test
    void readings_areForgotten_whenTheyAreStale() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(1)), now);
        retention.learnStarts(TOPIC, Map.of(0L, 7L), now);
        now += 10 * MINUTE;
        assertThat(retention.start(TOPIC, 0, now)).hasValue(7);
        assertThat(retention.times(reading(".*"), now)).containsOnlyKeys(TOPIC);

        now++;

        assertThat(retention.start(TOPIC, 0, now)).isEmpty();
        assertThat(retention.times(reading(".*"), now)).isEmpty();
        assertThat(margin(500, age(10))).isEmpty();
    }

    @Test
    void partitionsAndTopics_comeAndGo() {
        retention.learnStarts(TOPIC, Map.of(0L, 1L, 1L, 2L), now);
        now += MINUTE;
        retention.learnStarts(TOPIC, Map.of(1L, 3L, 2L, 0L), now);

        assertThat(retention.start(TOPIC, 0, now)).isEmpty();
        assertThat(retention.start(TOPIC, 1, now)).hasValue(3);
        assertThat(retention.start(TOPIC, 2, now)).hasValue(0);

        retention.retainStarts(topic -> false);

        assertThat(retention.start(TOPIC, 1, now)).isEmpty();
    }

    @Test
    void startThatMovesBack_belongsToARecreatedTopic() {
        reads(1_000);
        reads(2_000);
        reads(0);

        assertThat(retention.start(TOPIC, 0, now)).hasValue(0);
        assertThat(margin(500)).isEmpty();
    }

    @Test
    void times_areThoseOfTheTopicsThatTheTaskReads() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(1), "payments", Duration.ofHours(2)), now);

        assertThat(retention.times(reading("ord.*"), now)).containsOnly(Map.entry(TOPIC, Duration.ofHours(1)));
        assertThat(retention.times(reading("p.*"), now)).containsOnlyKeys("payments");
    }

    /** A freeze happens every few seconds, and an expression can be expensive. */
    @Test
    void times_areMatchedOnce_untilTheyAreLearnedAgain() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(1)), now);
        Map<String, Duration> first = retention.times(reading("ord.*"), now);

        assertThat(retention.times(reading("ord.*"), now + MINUTE)).isSameAs(first);

        retention.learnTimes(Map.of(TOPIC, Duration.ofHours(2), "orders2", Duration.ofHours(3)), now + MINUTE);

        assertThat(retention.times(reading("ord.*"), now + MINUTE))
                .containsOnly(Map.entry(TOPIC, Duration.ofHours(2)), Map.entry("orders2", Duration.ofHours(3)));
    }

    @Test
    void needOfAPeer_lastsUntilTheNextReading() {
        Retentions all = new Retentions(Duration.ofMinutes(10));
        Retention peer = all.of("peer");
        all.ofPeer("peer");
        assertThat(peer.peerNeedsTimes()).isTrue();

        peer.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);
        assertThat(peer.peerNeedsTimes()).isFalse();
        all.ofPeer("peer");
        assertThat(peer.peerNeedsTimes()).isTrue();
    }

    @Test
    void restart_makesTheRetentionTimesStale() {
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);
        assertThat(retention.hasTimes(now - Duration.ofDays(1).toMillis())).isTrue();
        retention.restart();

        assertThat(retention.hasTimes(now - Duration.ofDays(1).toMillis())).isFalse();
        retention.learnTimes(Map.of(TOPIC, Duration.ofDays(3)), now);
        assertThat(retention.hasTimes(now)).isTrue();
    }
}
