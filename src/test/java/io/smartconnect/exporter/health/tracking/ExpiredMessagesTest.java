package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.Polled;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The messages that retention deletes before a task transfers them, and the time that is left until then. */
class ExpiredMessagesTest {

    private final Polled task = new Polled();

    private void starts(long start) {
        task.retention.learnStarts("orders", Map.of(0L, start), task.now.toEpochMilli());
    }

    private RetentionRisk risk() {
        return task.progress().retention();
    }

    private OptionalLong expired() {
        return risk().expiredMessages();
    }

    private long transferred() {
        return task.progress().offsetCounters().orElseThrow().transferredMessages();
    }

    private Partition partition() {
        return task.last.topics().orElseThrow().get(0).partitions().get(0);
    }

    @Test
    void nothingIsKnown_beforeTheFirstStartOffset() {
        task.poll(100, 10);

        assertThat(risk()).isEqualTo(RetentionRisk.UNKNOWN);
        assertThat(partition().logStartOffset()).isEmpty();
        assertThat(partition().retentionMarginSeconds()).isEmpty();
    }

    @Test
    void messagesLostBeforeTheFirstReading_areNotCounted() {
        task.poll(100, 10);
        starts(50);
        task.poll(100, 10);

        assertThat(expired()).hasValue(0);
        assertThat(partition().logStartOffset()).hasValue(50);
        assertThat(risk().marginSeconds()).hasValue(0);
    }

    @Test
    void eachLostMessage_countsOnce() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 10);
        starts(30);
        task.poll(100, 10);
        assertThat(expired()).hasValue(20);

        task.poll(100, 10);
        assertThat(expired()).hasValue(20);

        starts(45);
        task.poll(100, 10);
        assertThat(expired()).hasValue(35);
    }

    @Test
    void jumpOverLostMessages_isNoTransfer() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 10);
        starts(30);
        task.poll(100, 40);

        assertThat(expired()).hasValue(20);
        assertThat(transferred()).isEqualTo(10);
    }

    @Test
    void transferredMessages_areNotLost() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 60);
        starts(50);
        task.poll(100, 60);

        assertThat(expired()).hasValue(0);
        assertThat(transferred()).isEqualTo(50);
    }

    @Test
    void recreatedTopic_losesNothing() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 60);
        starts(50);
        task.poll(100, 60);
        task.poll(3, 0);
        task.poll(60, 0);
        task.poll(90, 20);
        assertThat(partition().logStartOffset()).isEmpty();
        starts(0);
        task.poll(100, 20);

        assertThat(expired()).hasValue(0);
        assertThat(partition().logStartOffset()).hasValue(0);
    }

    /** The start offset is that of the last reading, from before the topic was recreated. */
    @Test
    void startAboveTheEnd_isNotKnown() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 10);
        starts(500);
        task.poll(100, 10);

        assertThat(partition().logStartOffset()).isEmpty();
        assertThat(expired()).hasValue(0);
    }

    @Test
    void messagesThatMayHaveBeenTransferredInAGap_areNotLost() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 10);
        task.now = task.now.plus(Duration.ofHours(1));
        starts(50);
        task.poll(200, 150);

        assertThat(expired()).hasValue(0);
        assertThat(transferred()).isEqualTo(100);
    }

    @Test
    void marginOfAPausedTask_staysBetweenItsAnswers() {
        task.poll(100, 10);
        starts(5);
        task.poll(100, 10);
        starts(30);
        task.status = Optional.of("PAUSED");
        task.poll(100, 10);
        assertThat(risk().marginSeconds()).hasValue(0);

        task.watch.listed(task.task(Optional.empty()), task.now);

        assertThat(risk().marginSeconds()).hasValue(0);
    }

    @Test
    void margin_isAbsent_whenNothingWaits() {
        task.retention.learnTimes(Map.of("orders", Duration.ofHours(1)), task.now.toEpochMilli());
        task.poll(100, 100);
        starts(5);
        task.poll(100, 100);

        assertThat(risk().marginSeconds()).isEmpty();
    }

    @Test
    void margin_isThatOfTheWorstPartition() {
        task.retention.learnTimes(Map.of("orders", Duration.ofHours(1)), task.now.toEpochMilli());
        task.poll(Polled.partition(0, 100, 100), Polled.partition(1, 100, 100));
        task.poll(Polled.partition(0, 200, 200), Polled.partition(1, 200, 100));

        assertThat(risk().marginSeconds()).isEqualTo(partitionMargin(1)).isPresent();
        assertThat(partitionMargin(0)).isEmpty();
    }

    private OptionalDouble partitionMargin(int row) {
        return task.last.topics().orElseThrow().get(0).partitions().get(row).retentionMarginSeconds();
    }

    /** As a real Kafka Connect shows it: the committed offset stays below the start until the next message arrives. */
    @Test
    void taskWhoseMessagesAreAllDeleted_hasNothingLeftToTransfer() {
        task.poll(20, 10);
        starts(5);
        task.poll(20, 10);
        starts(20);
        for (int poll = 0; poll < Polled.WINDOW; poll++) {
            task.poll(20, 10);
        }

        assertThat(expired()).hasValue(10);
        assertThat(risk().marginSeconds()).isEmpty();
        assertThat(partition().lagTime()).isEqualTo(Optional.of(LagTime.NONE));
        assertThat(task.judgement().health()).isEqualTo(Health.OK);
    }

    @Test
    void taskThatLosesMessages_staysStalled() {
        task.poll(20, 10);
        starts(5);
        for (int poll = 0; poll < Polled.WINDOW; poll++) {
            starts(10 + 10L * poll);
            task.poll(200 + 10L * poll, 10);
        }

        assertThat(task.judgement().health()).isEqualTo(Health.STALLED);
        assertThat(risk().marginSeconds()).hasValue(0);
    }
}
