package io.smartconnect.command;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** An exposition as a list of samples. */
record ScrapedSamples(String text) {

    List<String> all() {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    List<String> ofPrefix(String prefix) {
        return all().stream().filter(line -> line.startsWith(prefix)).toList();
    }

    /** The samples of one family. */
    List<String> of(String name) {
        return Stream.concat(ofPrefix(name + "{").stream(), ofPrefix(name + " ").stream())
                .toList();
    }

    /** The number of samples of a family with a wanted value. */
    long count(String name, DoublePredicate wanted) {
        return values(name).filter(wanted).count();
    }

    DoubleStream values(String name) {
        return of(name).stream().mapToDouble(ScrapedSamples::value);
    }

    /** The value of a series in its full spelling. */
    OptionalDouble valueOf(String series) {
        return all().stream()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(ScrapedSamples::value)
                .findFirst();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
