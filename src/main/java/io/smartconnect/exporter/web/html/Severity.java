package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.util.Locale;
import java.util.Optional;

/** The urgency of a state, ascending; pages have colors for each. */
public enum Severity {
    WELL,
    WAITING,
    WARN,
    BAD;

    private static final double LAST_HOUR = 3600;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The severity of a task or partition. */
    public static Severity of(Health health) {
        return switch (health) {
            case OK -> WELL;
            case PAUSED, UNKNOWN -> WAITING;
            case WARN, REWOUND -> WARN;
            case STALLED, FAILED -> BAD;
        };
    }

    /** The severity of a target or instance, by the success of its last poll. */
    public static Severity of(Optional<Boolean> up) {
        return up.map(isUp -> isUp ? WELL : BAD).orElse(WAITING);
    }

    /** The severity of a retention margin: bad in the last hour before a message is lost. */
    public static Severity ofMargin(double seconds) {
        return seconds < LAST_HOUR ? BAD : WELL;
    }

    /** The CSS class of elements in its colors. */
    public String label() {
        return label;
    }
}
