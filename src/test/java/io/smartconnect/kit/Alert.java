package io.smartconnect.kit;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A firing alert.
 *
 * @param labels without those that its rule sets
 * @param isInhibited whether another firing alert inhibits it
 */
record Alert(String name, Map<String, String> labels, boolean isInhibited) {

    Alert(String name, Map<String, String> labels) {
        this(name, labels, false);
    }

    Alert inhibited() {
        return new Alert(name, labels, true);
    }

    Alert with(String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new Alert(name, more, isInhibited);
    }

    /** The labels with its name. */
    Map<String, String> named() {
        return with("alertname", name).labels;
    }

    /** The labels as a selector. */
    String selector() {
        return named().entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
