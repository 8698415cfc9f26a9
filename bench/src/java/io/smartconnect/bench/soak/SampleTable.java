package io.smartconnect.bench.soak;

import io.smartconnect.bench.measure.Table;
import io.smartconnect.bench.measure.Target;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The samples of a run, each a row of a table, whose thirds are compared. */
final class SampleTable {

    private static final int MOST_CLASSES = 20;

    private final List<ResourceSample> samples = new ArrayList<>();
    private final List<String> columns;
    private final Table table;

    /**
     * Prints the head.
     *
     * @param time unit of the first column
     */
    SampleTable(PrintStream out, String title, String time, List<String> columns) {
        this.columns = columns;
        this.table = Table.of(out, title, Stream.concat(Stream.of(time), columns.stream()).toArray(String[]::new));
    }

    /** Adds a sample and prints its row. */
    void add(ResourceSample sample) {
        samples.add(sample);
        table.row(Stream.concat(Stream.<Object>of(samples.size()), sample.figures(columns).stream())
                .toArray());
    }

    /** The median of the last third must be at most {@code limit} times that of another third, from 0. */
    Target flat(String column, double limit, int third) {
        double ratio = median(column, 2) / median(column, third);
        return Target.atMost("%s, last third to %s".formatted(column, third == 0 ? "first" : "second"), limit, ratio);
    }

    private double median(String column, int third) {
        int size = samples.size();
        int from = Math.min(third * size / 3, size - 1);
        double[] sorted = samples.subList(from, Math.max(from + 1, (third + 1) * size / 3)).stream()
                .mapToDouble(sample -> sample.figure(column))
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The classes whose objects took more memory in the last sample than at the start of a third. */
    List<String> growth(int third) {
        ResourceSample before = samples.get(Math.min(third * samples.size() / 3, samples.size() - 1));
        return samples.get(samples.size() - 1).heap().growth(before.heap(), MOST_CLASSES);
    }
}
