package io.smartconnect.exporter.web.api;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.handler.HttpException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The query parameters of a request: known names only, each at most once and with a value. */
public final class QueryParameters {

    private final MultiMap values;

    /** Checks the names; throws an {@link HttpException} of status 400 that names the mistake. */
    QueryParameters(MultiMap values, String... known) {
        this.values = values;
        values.names().forEach(name -> check(name, values.getAll(name), List.of(known)));
    }

    private static void check(String name, List<String> given, List<String> known) {
        if (!known.contains(name)) {
            throw refused("the parameters are " + String.join(", ", known) + "; found " + quoted(name));
        }
        if (given.size() > 1) {
            throw refused(name + ": must be given only once; found " + given.size());
        }
        if (given.get(0).isEmpty()) {
            throw refused(name + ": must not be empty");
        }
    }

    /** The value of {@code name}, if given. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The health that is the value of {@code name}, if given; else fails like the constructor. */
    Optional<Health> health(String name) {
        return text(name).map(word -> health(name, word));
    }

    /** The health that {@code word} names; else fails like the constructor, with {@code name} in its message. */
    public static Health health(String name, String word) {
        return Arrays.stream(Health.values())
                .filter(health -> health.label().equals(word))
                .findFirst()
                .orElseThrow(() -> refused(name + ": must be one of " + healths() + "; found " + quoted(word)));
    }

    private static String healths() {
        return Arrays.stream(Health.values()).map(Health::label).collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static HttpException refused(String why) {
        return new HttpException(400, why);
    }
}
