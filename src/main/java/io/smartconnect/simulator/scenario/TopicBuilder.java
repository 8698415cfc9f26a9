package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.Production;
import io.smartconnect.simulator.model.Transfer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A builder of the partitions of a topic for one task. */
public final class TopicBuilder {

    private final List<PartitionSpec> partitions = new ArrayList<>();
    private long firstOffset;

    /** A topic without partitions. */
    public TopicBuilder() {}

    /** The first offset of partitions added after this; 0 by default. */
    public TopicBuilder startingAt(long offset) {
        firstOffset = offset;
        return this;
    }

    /** Adds a RUNNING partition. */
    public TopicBuilder partition(int id, Production production, Transfer transfer) {
        return partition(id, "RUNNING", production, transfer);
    }

    /** Adds a partition with any status, such as FAILED; the status alone does not stop the transfer. */
    public TopicBuilder partition(int id, String status, Production production, Transfer transfer) {
        partitions.add(new PartitionSpec(id, status, firstOffset, production, transfer));
        return this;
    }

    /** The partitions in the API's order, last first: the API does not sort them. */
    public List<PartitionSpec> build() {
        List<PartitionSpec> answered = new ArrayList<>(partitions);
        Collections.reverse(answered);
        return List.copyOf(answered);
    }
}
