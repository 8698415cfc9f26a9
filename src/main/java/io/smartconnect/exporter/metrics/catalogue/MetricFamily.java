package io.smartconnect.exporter.metrics.catalogue;

import io.smartconnect.exporter.snapshot.FailureCounts;
import io.smartconnect.exporter.snapshot.FailureReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A metric family: one row of the catalogue.
 *
 * @param name the name in the exposition, with its suffix
 * @param type the type in the exposition
 * @param help the definition, in one sentence
 * @param extraLabels the labels that do not identify the entity
 * @param reader the source of the samples of one entity
 * @param <E> the type of the entity: a target, an instance, a task, a topic or a partition
 */
public record MetricFamily<E>(
        String name, MetricType type, String help, List<String> extraLabels, SampleReader<E> reader) {

    /** The types of the exposition formats that the catalogue uses. */
    public enum MetricType {
        /** A number that only grows, until the exporter restarts. */
        COUNTER,
        /** A number that grows and shrinks. */
        GAUGE,
        /** A gauge that is always 1 and carries attributes as labels. */
        INFO
    }

    /** Passes the samples of one entity on. An unknown value has no sample, since absent is not zero. */
    @FunctionalInterface
    public interface SampleReader<E> {

        /** Passes the samples of {@code entity} to {@code output}. */
        void read(E entity, SampleOutput output);
    }

    /** Receives the samples of one entity. */
    public interface SampleOutput {

        /** Adds a sample without extra labels. */
        void add(long value);

        /** Adds a sample without extra labels. */
        void add(double value);

        /** Adds a sample with a value for each extra label, in the family's order. */
        void add(long value, String... extraLabelValues);

        /** Adds 1 or 0. */
        default void add(boolean value) {
            add(value ? 1L : 0L);
        }

        /** Adds the value if it is known. */
        default void add(OptionalLong value) {
            if (value.isPresent()) {
                add(value.getAsLong());
            }
        }

        /** Adds the value if it is known. */
        default void add(OptionalDouble value) {
            if (value.isPresent()) {
                add(value.getAsDouble());
            }
        }

        /** Adds the Unix time in seconds. */
        default void add(Instant time) {
            add(time.toEpochMilli() / 1e3);
        }
    }

    /** A label of an info family, and its value for an entity. */
    record Label<E>(String name, Function<E, String> value) {}

    static <E> Label<E> label(String name, Function<E, String> value) {
        return new Label<>(name, value);
    }

    /** A counter without extra labels. */
    static <E> MetricFamily<E> counter(String name, String help, SampleReader<E> reader) {
        return new MetricFamily<>(name, MetricType.COUNTER, help, List.of(), reader);
    }

    /** A counter with extra labels. */
    static <E> MetricFamily<E> counter(String name, String help, List<String> extraLabels, SampleReader<E> reader) {
        return new MetricFamily<>(name, MetricType.COUNTER, help, extraLabels, reader);
    }

    /** A gauge without extra labels. */
    static <E> MetricFamily<E> gauge(String name, String help, SampleReader<E> reader) {
        return new MetricFamily<>(name, MetricType.GAUGE, help, List.of(), reader);
    }

    /** A gauge with one extra label. */
    static <E> MetricFamily<E> gauge(String name, String help, String extraLabel, SampleReader<E> reader) {
        return new MetricFamily<>(name, MetricType.GAUGE, help, List.of(extraLabel), reader);
    }

    /** A counter of failures, with a sample for each reason. */
    static <E> MetricFamily<E> failures(String name, String help, Function<E, FailureCounts> failures) {
        return new MetricFamily<>(name, MetricType.COUNTER, help, List.of("reason"), (entity, output) -> {
            for (FailureReason reason : FailureReason.values()) {
                output.add(failures.apply(entity).count(reason), reason.label());
            }
        });
    }

    /** An info: one sample with all {@code labels}. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read only
    static <E> MetricFamily<E> info(String name, String help, Label<E>... labels) {
        List<Label<E>> all = new ArrayList<>();
        for (Label<E> label : labels) {
            all.add(label);
        }
        return new MetricFamily<>(
                name,
                MetricType.INFO,
                help,
                all.stream().map(Label::name).toList(),
                (entity, output) -> output.add(
                        1,
                        all.stream().map(label -> label.value().apply(entity)).toArray(String[]::new)));
    }
}
