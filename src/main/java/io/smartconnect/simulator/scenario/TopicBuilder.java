package io.smartconnect.simulator.scenario;

import io.smartconnect.simulator.model.PartitionSpec;
import io.smartconnect.simulator.model.Production;
import io.smartconnect.simulator.model.Transfer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Describes the partitions of a topic as one task sees them. */
public final class TopicBuilder {

    private final List<PartitionSpec> partitions = new ArrayList<>();
    private long firstOffset;

    public TopicBuilder() {}

    /** Where the logs of the partitions described after this start; 0 by default. Offsets have 64 bits. */
    public TopicBuilder startingAt(long offset) {
        firstOffset = offset;
        return this;
    }

    public TopicBuilder partition(int id, Production production, Transfer transfer) {
        return partition(id, "RUNNING", production, transfer);
    }

    /** A partition with any status, such as FAILED; the status alone stops nothing. */
    public TopicBuilder partition(int id, String status, Production production, Transfer transfer) {
        partitions.add(new PartitionSpec(id, status, firstOffset, production, transfer));
        return this;
    }

    /** The API does not sort partitions: the last comes first. */
    public List<PartitionSpec> build() {
        List<PartitionSpec> answered = new ArrayList<>(partitions);
        Collections.reverse(answered);
        return List.copyOf(answered);
    }
}
