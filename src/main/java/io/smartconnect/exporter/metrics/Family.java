package io.smartconnect.exporter.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

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
record Family<E>(String name, Type type, String help, List<String> extraLabels, Reader<E> reader) {

    /** The types of the exposition formats that are used here. */
    enum Type {
        COUNTER,
        GAUGE,
        /** A gauge that is always 1 and carries facts as labels. */
        INFO
    }

    /** Finds the samples of one entity; one that finds none leaves the entity out, since absent is not zero. */
    interface Reader<E> {
        void read(E entity, Samples samples);
    }

    /** Takes samples of one entity. */
    interface Samples {
        /** One sample; the values of the extra labels come in the order of the family's. */
        void add(double value, String... extraLabelValues);
    }

    static <E> Family<E> counter(String name, String help, List<String> extraLabels, Reader<E> reader) {
        return new Family<>(name, Type.COUNTER, help, extraLabels, reader);
    }

    static <E> Family<E> gauge(String name, String help, List<String> extraLabels, Reader<E> reader) {
        return new Family<>(name, Type.GAUGE, help, extraLabels, reader);
    }

    /** A gauge of at most one sample. */
    static <E> Family<E> gauge(String name, String help, Function<E, OptionalDouble> value) {
        return gauge(
                name, help, List.of(), (entity, samples) -> value.apply(entity).ifPresent(samples::add));
    }

    /** A gauge that is 1 or 0. */
    static <E> Family<E> flag(String name, String help, Predicate<E> value) {
        return gauge(name, help, List.of(), (entity, samples) -> samples.add(value.test(entity) ? 1 : 0));
    }

    static <E> Family<E> info(String name, String help, List<String> labels, Function<E, String[]> values) {
        return new Family<>(name, Type.INFO, help, labels, (entity, samples) -> samples.add(1, values.apply(entity)));
    }
}
