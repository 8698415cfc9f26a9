package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.util.Locale;
import java.util.Optional;

/** How much of a hurry there is, from none; pages have colors for each. */
public enum Severity {
    WELL,
    WAITING,
    WARN,
    BAD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Of a task or a partition. */
    public static Severity of(Health health) {
        return switch (health) {
            case OK -> WELL;
            case PAUSED, UNKNOWN -> WAITING;
            case WARN, REWOUND -> WARN;
            case STALLED, FAILED -> BAD;
        };
    }

    /** Of a target or an instance, by whether it was up when it was last polled. */
    public static Severity of(Optional<Boolean> up) {
        return up.map(isUp -> isUp ? WELL : BAD).orElse(WAITING);
    }

    /** The class of elements that take its colors. */
    public String label() {
        return label;
    }
}
