package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.Health;
import java.util.Locale;
import java.util.Optional;

/** How much of a hurry there is, from none; pages have colors for each. */
enum Level {
    WELL,
    WAITING,
    WARN,
    BAD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Of a task or a partition. */
    static Level of(Health health) {
        return switch (health) {
            case OK -> WELL;
            case PAUSED, UNKNOWN -> WAITING;
            case WARN, REWOUND -> WARN;
            case STALLED, FAILED -> BAD;
        };
    }

    /** Of a target or an instance, by whether it was up when it was last polled. */
    static Level of(Optional<Boolean> up) {
        return up.map(isUp -> isUp ? WELL : BAD).orElse(WAITING);
    }

    /** The class of elements that take its colors. */
    String label() {
        return label;
    }
}
