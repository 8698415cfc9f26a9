package io.smartconnect.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was measured of each of several contestants, by its name. */
public final class Measurements {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    public void add(String name, double value) {
        values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    /** In the order in which they were measured first. */
    public Set<String> names() {
        return values.keySet();
    }

    /** What was measured of a contestant; it must have been measured. */
    public Spread of(String name) {
        return Spread.of(values.getOrDefault(name, List.of()));
    }

    /** How many times as much as the other one's median the median is. */
    public double ratio(String name, String reference) {
        return of(name).median() / of(reference).median();
    }
}
