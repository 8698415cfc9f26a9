package io.smartconnect.kit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of a chart's values: each key of {@code values.yaml} with its default and the comment above it. */
final class ValuesTable {

    private static final Pattern COMMENT = Pattern.compile(" *# (?<text>.*)");
    private static final Pattern KEY = Pattern.compile("(?<indent> *)(?<name>[\\w./-]+):(?: (?<usual>.+))?");

    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> comment = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    private ValuesTable() {}

    /** Its rows, without the heading. Fails where a default has no comment, and at a line that is none of the known kinds. */
    static List<String> rows(List<String> values) {
        ValuesTable table = new ValuesTable();
        values.forEach(table::read);
        return table.rows;
    }

    private void read(String line) {
        Matcher commented = COMMENT.matcher(line);
        Matcher key = KEY.matcher(line);
        if (commented.matches()) {
            comment.add(commented.group("text"));
        } else if (key.matches()) {
            enter(key.group("indent").length() / 2, key.group("name"));
            describe(key.group("usual"));
            comment.clear();
        } else if (!line.isEmpty()) {
            throw new AssertionError("neither a comment nor a key: " + line);
        }
    }

    private void enter(int depth, String name) {
        while (path.size() > depth) {
            path.removeLast();
        }
        path.addLast(name.replace(".", "\\."));
    }

    private void describe(String usual) {
        String name = String.join(".", path);
        if (usual != null && comment.isEmpty()) {
            throw new AssertionError(name + " has no comment");
        }
        if (!comment.isEmpty()) {
            rows.add("| `%s` | %s | %s |"
                    .formatted(name, usual == null ? "" : "`" + usual + "`", String.join(" ", comment)));
        }
    }
}
