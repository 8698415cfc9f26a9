package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.change.TaskFields;
import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.Terminal;
import io.smartconnect.command.terminal.TextTable;
import io.smartconnect.command.terminal.TextTable.Column;
import io.smartconnect.command.terminal.TextTable.Style;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One task in words: how it does, its fields in groups, its partitions. */
final class TaskPrinter {

    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    TaskPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    /** All lines so far. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** How the task does. */
    void summary(TaskRow task) {
        fact("task", task.text("task_name") + " (" + task.text("task_id") + ")");
        fact("instance", task.text("instance_name") + " (" + task.text("instance_id") + ")");
        fact("target", task.text("target"));
        fact("kind", task.text("kind"));
        fact("status", task.text("status"));
        fact("health", task.text("health") + (task.text("reason").isEmpty() ? "" : ": " + task.text("reason")));
        fact("lag", lag(task));
        fact("transfers", rate(task, "transferred_per_second"));
        fact("producers send", rate(task, "produced_per_second"));
        fact("catches up in", task.time("catch_up_seconds").orElse(""));
        fact("from → to", task.route());
        fact("topics", task.text("topics"));
        fact("as of", task.time("data_age_seconds").map(age -> age + " ago").orElse(""));
    }

    private static String lag(TaskRow task) {
        String waiting = task.lagTime().isEmpty() ? "" : ", the oldest for " + task.lagTime();
        return task.lagMessages().isEmpty() ? "" : task.lagMessages() + " messages" + waiting;
    }

    private static String rate(TaskRow task, String field) {
        return task.number(field)
                .map(rate -> rate.setScale(1, RoundingMode.HALF_UP).toPlainString() + " messages a second")
                .orElse("");
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format("%-15s %s", name, SafeText.of(value)));
        }
    }

    /** The fields of one answer of the cloud under a heading, with what the documents say of them. */
    void fields(String heading, JsonObject answer) {
        lines.add("");
        lines.add(heading);
        TextTable table = new TextTable(
                List.of(new Column("", Style.WORD), new Column("", Style.TEXT), new Column("", Style.TEXT)));
        FieldPaths.of(answer)
                .forEach((path, value) ->
                        table.add(List.of("  " + path, value(path, value), TaskFields.described(path))));
        table.lines(terminal).stream().skip(1).forEach(lines::add);
    }

    private static String value(String path, Object value) {
        return path.equals("create_time") && value instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue()).toString()
                : FieldPaths.shown(path, Optional.of(value));
    }

    /** The partitions with offsets, lag and health. */
    void partitions(JsonArray partitions) {
        lines.add("");
        lines.add("partitions");
        TextTable table = new TextTable(List.of(
                new Column("TOPIC", Style.TEXT),
                new Column("PARTITION", Style.NUMBER),
                new Column("STATUS", Style.WORD),
                new Column("HEALTH", Style.HEALTH),
                new Column("LAG", Style.NUMBER),
                new Column("LAG TIME", Style.NUMBER),
                new Column("TRANSFERRED TO", Style.NUMBER),
                new Column("END", Style.NUMBER),
                new Column("REASON", Style.TEXT)));
        partitions.stream()
                .filter(JsonObject.class::isInstance)
                .map(partition -> new TaskRow((JsonObject) partition))
                .forEach(partition -> table.add(row(partition)));
        lines.addAll(table.lines(terminal));
    }

    private static List<String> row(TaskRow partition) {
        Function<String, String> plain =
                name -> partition.number(name).map(BigDecimal::toPlainString).orElse("");
        return List.of(
                partition.text("topic"),
                plain.apply("partition"),
                partition.text("status"),
                partition.text("health"),
                partition.lagMessages(),
                partition.lagTime(),
                plain.apply("last_transfer_offset"),
                plain.apply("log_end_offset"),
                partition.text("reason"));
    }
}
