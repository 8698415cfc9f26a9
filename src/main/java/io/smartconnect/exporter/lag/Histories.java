package io.smartconnect.exporter.lag;

import java.util.OptionalLong;

/** The histories of all source partitions of one instance, shared by its tasks. Not safe for use by several threads. */
public final class Histories {

    /**
     * Takes in that a partition ended there then. Answers about several tasks may overtake each other: an end below the last
     * one is ignored, unless who tells it saw a higher one before, or none; then the history starts anew, which is counted.
     *
     * @param before the end that the caller saw last
     * @return the partition's history
     */
    public OffsetHistory observe(String topic, long partition, long time, long endOffset, OptionalLong before) {
        OffsetHistory history = new OffsetHistory();
        history.observe(time, endOffset);
        return history;
    }

    /** Lets all histories start anew, as after a step of the clock, which is counted for each. */
    public void restart() {}

    /** How many histories had to start anew so far. */
    public long restarts() {
        return 0;
    }
}
