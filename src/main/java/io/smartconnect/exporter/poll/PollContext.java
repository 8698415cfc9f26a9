package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.health.HealthSettings;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.poll.state.StateBudget;
import io.smartconnect.exporter.shard.Shard;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;

/**
 * The settings and the clocks that all polls share.
 *
 * @param settings when and for how long to poll
 * @param health how to judge tasks
 * @param lag where lag comes from
 * @param time the clocks and the timer
 * @param shard the instances to poll
 * @param state the memory for what the polls keep
 */
public record PollContext(
        PollSettings settings,
        HealthSettings health,
        LagSettings lag,
        TimeSource time,
        Shard shard,
        StateBudget state) {

    /** The context of a process that polls all instances, and whose state may fill the heap. */
    public PollContext(PollSettings settings, HealthSettings health, LagSettings lag, TimeSource time) {
        this(
                settings,
                health,
                lag,
                time,
                Shard.WHOLE,
                StateBudget.ofHeap(Runtime.getRuntime().maxMemory()));
    }

    /** The end of a poll that begins now. */
    Deadline deadline() {
        return Deadline.in(settings.timeout(), time);
    }
}
