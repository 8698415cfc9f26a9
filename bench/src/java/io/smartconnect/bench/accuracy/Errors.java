package io.smartconnect.bench.accuracy;

import java.util.Arrays;

/** Errors of a number of answers, in seconds or as shares. */
final class Errors {

    private double[] seconds = new double[1024];
    private int size;
    private boolean sorted;

    void add(double error) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
        }
        seconds[size++] = Math.abs(error);
        sorted = false;
    }

    /** True if both are the same errors, in any order. */
    boolean areLike(Errors other) {
        sort();
        other.sort();
        return Arrays.equals(seconds, 0, size, other.seconds, 0, other.size);
    }

    int size() {
        return size;
    }

    double median() {
        return quantile(0.5);
    }

    /** The 95th percentile. */
    double p95() {
        return quantile(0.95);
    }

    double max() {
        return quantile(1);
    }

    /** The smallest error that this share of all do not exceed; 0 without any. */
    private double quantile(double share) {
        if (size == 0) {
            return 0;
        }
        sort();
        return seconds[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(seconds, 0, size);
            sorted = true;
        }
    }
}
