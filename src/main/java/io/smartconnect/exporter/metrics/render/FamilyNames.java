package io.smartconnect.exporter.metrics.render;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The metric families that a scrape asks for.
 *
 * @param names names of families or of their samples; empty for all families
 */
public record FamilyNames(Set<String> names) {

    /** All families. */
    public static final FamilyNames ALL = new FamilyNames(Set.of());

    /** The endings of samples' names that OpenMetrics leaves out of the name of their family. */
    private static final List<String> SUFFIXES = List.of("", "_total", "_info", "_bucket", "_sum", "_count");

    /** Copies the names. */
    public FamilyNames {
        names = Set.copyOf(names);
    }

    /** The families of these names; all if there are none. */
    public static FamilyNames of(Collection<String> names) {
        return new FamilyNames(Set.copyOf(names));
    }

    /** True if no family is left out. */
    public boolean isAll() {
        return names.isEmpty();
    }

    /** True if these are families of which one has this name in OpenMetrics. */
    boolean includes(String openMetricsName) {
        return isAll() || SUFFIXES.stream().anyMatch(suffix -> names.contains(openMetricsName + suffix));
    }
}
