package io.smartconnect.exporter.snapshot.task;

import java.util.Locale;

/** A source of the lag of tasks, from the most to the least preferred. */
public enum LagSource {
    /** The dump API's detail of a task: offsets of each partition. One request per OBS dump and poll. */
    DUMP,
    /** The consumer group of a task: offsets of each partition. One request per OBS dump and poll. */
    CONSUMER_GROUP,
    /** Cloud Eye: messages that wait, delay and rate of a whole task. A few requests per target and poll. */
    CLOUD_EYE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The label value, for example {@code consumer_group}. */
    public String label() {
        return label;
    }

    /** Its name in sentences, for example {@code consumer group}. */
    public String title() {
        return switch (this) {
            case DUMP -> "dump API";
            case CONSUMER_GROUP -> "consumer group";
            case CLOUD_EYE -> "Cloud Eye";
        };
    }
}
