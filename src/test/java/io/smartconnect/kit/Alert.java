package io.smartconnect.kit;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An alert that fires.
 *
 * @param labels without those that its rule sets
 * @param isSilenced whether another one that fires is its cause, so that nobody is told of it
 */
record Alert(String name, Map<String, String> labels, boolean isSilenced) {

    Alert(String name, Map<String, String> labels) {
        this(name, labels, false);
    }

    Alert silenced() {
        return new Alert(name, labels, true);
    }

    Alert with(String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new Alert(name, more, isSilenced);
    }

    /** The labels with its name. */
    Map<String, String> named() {
        return with("alertname", name).labels;
    }

    /** The same, as a selector spells them. */
    String selector() {
        return named().entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
