package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.text.HumanReadable;
import java.util.Optional;

/** Clauses that the reasons of several rules share. */
public final class ReasonText {

    private ReasonText() {}

    /** {@code 1,234 messages wait, the oldest for 10m 12s}; without the age if that is unknown. */
    public static String waiting(long messages, Optional<LagTime> oldest) {
        String text = HumanReadable.count(messages, "message") + (messages == 1 ? " waits" : " wait");
        return oldest.map(known -> text + ", the oldest for " + (known.isLowerBound() ? "at least " : "")
                        + HumanReadable.duration(known.seconds()))
                .orElse(text);
    }
}
