package io.smartconnect.bench.footprint;

import java.util.List;

/** What several measurements of the same say together. */
record Spread(double least, double median, double most) {

    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(size - 1));
    }

    @Override
    public String toString() {
        return "%,.0f | %,.0f to %,.0f".formatted(median, least, most);
    }
}
