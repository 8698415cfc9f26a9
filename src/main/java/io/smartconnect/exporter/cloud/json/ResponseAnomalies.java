package io.smartconnect.exporter.cloud.json;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts of the anomalies in a part of a response, discarded if another part replaces it. */
public final class ResponseAnomalies {

    private final Map<String, Integer> unreadable = new HashMap<>();
    private int lagMismatches;

    /** Counts a value of {@code key} that has a wrong type or range. */
    public void unreadable(String key) {
        unreadable.merge(key, 1, Integer::sum);
    }

    /** As {@link #unreadable}, if the condition holds. */
    public void unreadableIf(boolean isUnreadable, String key) {
        if (isUnreadable) {
            unreadable(key);
        }
    }

    /** Counts a mismatch if all three numbers are known (not negative), and {@code lag} is not {@code end - next}. */
    public void lagMismatchOf(long end, long next, long lag) {
        lagMismatches += end >= 0 && next >= 0 && lag >= 0 && end - next != lag ? 1 : 0;
    }

    /** Adds the counts of {@code other}. */
    public void addAll(ResponseAnomalies other) {
        other.unreadable.forEach((key, count) -> unreadable.merge(key, count, Integer::sum));
        lagMismatches += other.lagMismatches;
    }

    /** Passes the key of each unreadable value to {@code meter}, and runs {@code lagMismatched} for each mismatch. */
    public void report(Consumer<String> meter, Runnable lagMismatched) {
        unreadable.forEach((key, count) -> {
            for (int i = 0; i < count; i++) {
                meter.accept(key);
            }
        });
        for (int i = 0; i < lagMismatches; i++) {
            lagMismatched.run();
        }
    }
}
