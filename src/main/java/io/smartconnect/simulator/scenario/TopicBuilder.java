package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A builder of the partitions of a topic for one task. */
public final class TopicBuilder {

    private final List<PartitionSpec> partitions = new ArrayList<>();
    private long firstOffset;
    private Duration retention = PartitionSpec.DEFAULT_RETENTION;

    /** A topic without partitions. */
    public TopicBuilder() {}

    /** The first offset of partitions added after this; 0 by default. */
    public TopicBuilder startingAt(long offset) {
        firstOffset = offset;
        return this;
    }

    /** The time after which messages of all partitions are deleted, in whole hours; 72 hours by default. */
    public TopicBuilder retention(Duration time) {
        retention = time;
        return this;
    }

    /** Adds a RUNNING partition. */
    public TopicBuilder partition(int id, SimulatedProduction production, SimulatedTransfer transfer) {
        return partition(id, "RUNNING", production, transfer);
    }

    /** Adds a partition with any status, such as FAILED; the status alone does not stop the transfer. */
    public TopicBuilder partition(int id, String status, SimulatedProduction production, SimulatedTransfer transfer) {
        partitions.add(new PartitionSpec(id, status, firstOffset, retention, production, transfer));
        return this;
    }

    /** The partitions in the API's order, last first: the API does not sort them. */
    public List<PartitionSpec> build() {
        List<PartitionSpec> answered = new ArrayList<>();
        partitions.forEach(partition -> answered.add(0, partition.withRetention(retention)));
        return List.copyOf(answered);
    }
}
