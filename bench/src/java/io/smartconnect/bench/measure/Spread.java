package io.smartconnect.bench.measure;

import java.util.Collection;
import java.util.List;

/** What several measurements of the same say together. */
public record Spread(double least, double median, double most) {

    /** Of at least one value. */
    public static Spread of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }

    /** The median, and in parentheses from where to where the values reach, if they differ. */
    @Override
    public String toString() {
        if (least == most) {
            return Table.figure(median);
        }
        return "%s (%s to %s)".formatted(Table.figure(median), Table.figure(least), Table.figure(most));
    }
}
