package io.smartconnect.exporter.snapshot.progress;

import java.util.Locale;

/** The health of a task or a partition, from the best to the worst. */
public enum Health {
    /** The task works. */
    OK,
    /** The task is paused. */
    PAUSED,
    /** No judgement is possible: too few samples, no offsets, or a status in which no progress is expected. */
    UNKNOWN,
    /** The lag never shrank during the window. */
    WARN,
    /** The transferred offset moved back and has not recovered. */
    REWOUND,
    /** Nothing is transferred although messages wait. */
    STALLED,
    /** The cloud reports a status of failure, or one that is not known. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The label value, for example {@code stalled}. */
    public String label() {
        return label;
    }

    /** True for health that needs attention. {@link #OK} replaces it only after two good judgements in a row. */
    public boolean isBad() {
        return compareTo(WARN) >= 0;
    }
}
