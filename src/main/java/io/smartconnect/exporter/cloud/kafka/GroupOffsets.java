package io.smartconnect.exporter.cloud.kafka;

import io.smartconnect.exporter.snapshot.progress.Topic;
import java.util.List;

/**
 * The state and the offsets of a consumer group.
 *
 * @param state for example {@code STABLE}, in capitals without {@code _}; an open set, empty if unknown
 * @param topics by name; the partitions have end offset, transferred offset and reported lag, but no status
 */
public record GroupOffsets(String state, List<Topic> topics) {

    public GroupOffsets {
        topics = List.copyOf(topics);
    }

    /** True if the group has ceased to exist. */
    public boolean isDead() {
        return state.equals("DEAD");
    }
}
