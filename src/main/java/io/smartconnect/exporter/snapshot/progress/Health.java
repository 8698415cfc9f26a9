package io.smartconnect.exporter.snapshot.progress;

import java.util.Locale;

/** How a task or a partition does, from the best to the worst. */
public enum Health {
    /** It does what it should. */
    OK,
    /** Somebody has paused it. */
    PAUSED,
    /** It can't be judged: too few samples, no offsets, or a status in which nothing is expected of it. */
    UNKNOWN,
    /** Its lag only ever grew. */
    WARN,
    /** Its offset moved back and has not recovered. */
    REWOUND,
    /** Nothing moves although there is something to transfer. */
    STALLED,
    /** The cloud reports a status that is none of the good ones. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word that operators see, for example {@code stalled}. */
    public String label() {
        return label;
    }

    /** True if somebody should look: leaving such a state takes two good judgements. */
    public boolean isBad() {
        return compareTo(WARN) >= 0;
    }
}
