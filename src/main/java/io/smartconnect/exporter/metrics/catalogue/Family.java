package io.smartconnect.exporter.metrics.catalogue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One metric family: a row of the catalogue.
 *
 * @param name as it stands in the exposition, suffix included
 * @param type what Prometheus may do with it
 * @param help one sentence for people
 * @param extraLabels labels beside those that identify the entity
 * @param reader finds the samples of one entity
 * @param <E> what the family tells of: a target, an instance, a task, a topic or a partition
 */
public record Family<E>(String name, Type type, String help, List<String> extraLabels, Reader<E> reader) {

    /** The types of the exposition formats that are used here. */
    public enum Type {
        COUNTER,
        GAUGE,
        /** A gauge that is always 1 and carries facts as labels. */
        INFO
    }

    /** Finds the samples of one entity; one that finds none leaves the entity out, since absent is not zero. */
    public interface Reader<E> {
        void read(E entity, Samples samples);
    }

    /** Takes samples of one entity. */
    public interface Samples {

        void add(long value);

        void add(double value);

        /** A sample with extra labels; their values come in the order of the family's. */
        void add(long value, String... extraLabelValues);

        default void add(OptionalLong value) {
            if (value.isPresent()) {
                add(value.getAsLong());
            }
        }

        default void add(OptionalDouble value) {
            if (value.isPresent()) {
                add(value.getAsDouble());
            }
        }
    }

    /** A counter without extra labels. */
    static <E> Family<E> counter(String name, String help, Reader<E> reader) {
        return counter(name, help, List.of(), reader);
    }

    static <E> Family<E> counter(String name, String help, List<String> extraLabels, Reader<E> reader) {
        return new Family<>(name, Type.COUNTER, help, extraLabels, reader);
    }

    /** A gauge without extra labels. */
    static <E> Family<E> gauge(String name, String help, Reader<E> reader) {
        return gauge(name, help, List.of(), reader);
    }

    static <E> Family<E> gauge(String name, String help, List<String> extraLabels, Reader<E> reader) {
        return new Family<>(name, Type.GAUGE, help, extraLabels, reader);
    }

    static <E> Family<E> info(String name, String help, List<String> labels, Function<E, String[]> values) {
        return new Family<>(name, Type.INFO, help, labels, (entity, samples) -> samples.add(1, values.apply(entity)));
    }
}
