package io.smartconnect.exporter.web.config;

import com.typesafe.config.ConfigUtil;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.text.SpellingSuggestion;
import io.smartconnect.exporter.text.Truncation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of a YAML file: reads its keys, and reports values that break a rule. */
final class YamlMapping {

    private static final int LONGEST_SHOWN = 200;
    private static final String HIDDEN = "***";

    private final YamlMistakes mistakes;
    private final String path;
    private final Optional<Mark> mark;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Optional<Mark>> marks = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    private YamlMapping(YamlMistakes mistakes, String path, Optional<Mark> mark) {
        this.mistakes = mistakes;
        this.path = path;
        this.mark = mark;
    }

    /** The mapping of a whole document; an empty one, and a mistake, if the document is none. */
    static YamlMapping of(Node root, YamlMistakes mistakes) {
        return of(root, "", root.getStartMark(), mistakes);
    }

    private static YamlMapping of(Node node, String path, Optional<Mark> mark, YamlMistakes mistakes) {
        YamlMapping mapping = new YamlMapping(mistakes, path, mark);
        if (node instanceof MappingNode pairs) {
            pairs.getValue().forEach(mapping::put);
        } else if (!isNull(node)) {
            mistakes.add(mark, path.isEmpty() ? "syntax" : path, "must be a mapping", kind(node));
        }
        return mapping;
    }

    private void put(NodeTuple pair) {
        if (!(pair.getKeyNode() instanceof ScalarNode key)) {
            mistakes.add(pair.getKeyNode().getStartMark(), pathOf("?"), "a key must be a text", HIDDEN);
        } else if (values.putIfAbsent(key.getValue(), pair.getValueNode()) != null) {
            mistakes.add(key.getStartMark(), pathOf(key.getValue()), "must be set once only", HIDDEN);
        } else {
            marks.put(key.getValue(), key.getStartMark());
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** The value of the key; empty if it has none, or if the value breaks the rule, which is reported. */
    <T> Optional<T> get(String key, ValueParser<T> rule) {
        known.add(key);
        return has(key) ? read(pathOf(key), markOf(key), value(key), rule) : Optional.empty();
    }

    /** As {@link #get}; a missing value is reported, too. */
    <T> Optional<T> mandatory(String key, ValueParser<T> rule) {
        if (!has(key)) {
            mistake(key, rule.words());
        }
        return get(key, rule);
    }

    /** The values of a list; reports those that break the rule. */
    <T> List<T> list(String key, ValueParser<T> rule) {
        known.add(key);
        List<T> elements = new ArrayList<>();
        if (has(key) && value(key) instanceof SequenceNode sequence) {
            int index = 0;
            for (Node element : sequence.getValue()) {
                read(pathOf(key) + "." + index++, element.getStartMark(), element, rule)
                        .ifPresent(elements::add);
            }
        } else if (has(key)) {
            mistake(key, "must be a list");
        }
        return elements;
    }

    /** The mapping of the key; empty if the key has none. */
    YamlMapping mapping(String key) {
        known.add(key);
        return has(key)
                ? of(value(key), pathOf(key), markOf(key), mistakes)
                : new YamlMapping(mistakes, pathOf(key), mark);
    }

    /** Reports each of the keys that is set. */
    void unsupported(String... keys) {
        for (String key : keys) {
            if (values.containsKey(key)) {
                known.add(key);
                mistake(key, "is not supported");
            }
        }
    }

    /** Reports that the value of the key, or its absence, breaks the rule that {@code words} state; hides the value. */
    void mistake(String key, String words) {
        mistakes.add(markOf(key), pathOf(key), words, has(key) ? HIDDEN : "nothing");
    }

    /** Reports the keys that nothing has asked for. Hides their values, which may be secrets. */
    void reportUnknownKeys() {
        values.forEach((key, node) -> {
            if (!known.contains(key)) {
                String hint = SpellingSuggestion.nearest(key, known)
                        .map(" is no key here, did you mean %s?"::formatted)
                        .orElseGet(() -> " is no key here, the keys are: " + String.join(", ", known));
                mistakes.add(markOf(key), pathOf(key), ConfigUtil.quoteString(key) + hint, HIDDEN);
            }
        });
    }

    private <T> Optional<T> read(String where, Optional<Mark> place, Node node, ValueParser<T> rule) {
        Optional<T> value = node instanceof ScalarNode scalar ? rule.read(scalar.getValue()) : Optional.empty();
        if (value.isEmpty()) {
            mistakes.add(place, where, rule.words(), shown(node, rule));
        }
        return value;
    }

    private static String shown(Node node, ValueParser<?> rule) {
        return node instanceof ScalarNode scalar
                ? Truncation.cut(rule.showing().apply(ConfigUtil.quoteString(scalar.getValue())), LONGEST_SHOWN)
                : kind(node);
    }

    private static String kind(Node node) {
        return switch (node.getNodeType()) {
            case SCALAR -> "a text";
            case SEQUENCE -> "a list";
            default -> "a mapping";
        };
    }

    private boolean has(String key) {
        Node node = values.get(key);
        return node != null && !isNull(node);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** The place of the key; that of the mapping if the key is missing. */
    private Optional<Mark> markOf(String key) {
        return marks.getOrDefault(key, mark);
    }

    private Node value(String key) {
        Node node = values.get(key);
        if (node == null) {
            throw new IllegalArgumentException(key);
        }
        return node;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
