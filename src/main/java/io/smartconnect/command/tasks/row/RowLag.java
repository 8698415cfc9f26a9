package io.smartconnect.command.tasks.row;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.text.HumanReadable;
import java.math.BigInteger;
import java.util.Optional;

/** The lag of a task or partition, in messages and as a time. */
public record RowLag(Optional<BigInteger> messages, Optional<LagTime> time) {

    /** Messages with thousands separators; empty if unknown. */
    public String messagesText() {
        return messages.map(HumanReadable::number).orElse("");
    }

    /** The lag time, with {@code ≥} before a lower bound; empty if unknown, or if the lower bound is below one second. */
    public String timeText() {
        return time.filter(lag -> !lag.isLowerBound() || lag.seconds() >= 1)
                .map(lag -> (lag.isLowerBound() ? "≥ " : "") + HumanReadable.duration(lag.seconds()))
                .orElse("");
    }
}
