package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.change.FieldPaths;
import io.smartconnect.command.tasks.change.TaskFields;
import io.smartconnect.command.tasks.row.PartitionRow;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.Terminal;
import io.smartconnect.command.terminal.TextTable;
import io.smartconnect.command.terminal.TextTable.Column;
import io.smartconnect.command.terminal.TextTable.Style;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Prints one task: its summary, its fields in groups, its partitions. */
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

    /** Adds the summary: one line per known fact. */
    void summary(TaskRow task) {
        fact("task", task.id().taskName() + " (" + task.id().taskId() + ")");
        fact("instance", task.id().instanceName() + " (" + task.id().instanceId() + ")");
        fact("target", task.id().target());
        fact("kind", task.kind());
        fact("status", task.status());
        fact("health", task.health() + (task.reason().isEmpty() ? "" : ": " + task.reason()));
        fact("lag", task.lag().messages().isEmpty() ? "" : task.lag().messagesText() + " messages");
        fact("lag time", task.lag().timeText());
        fact("lag source", task.lagSource());
        fact("delay", duration(task.delaySeconds()));
        fact("margin", duration(task.retention().marginSeconds()));
        task.lost().ifPresent(lost -> fact("lost", HumanReadable.count(lost, "message")));
        fact("transferred", rate(task.rates().transferredPerSecond()));
        fact("produced", rate(task.rates().producedPerSecond()));
        fact("catch-up time", duration(task.rates().catchUpSeconds()));
        fact("from → to", task.route());
        fact("topics", task.topics());
        fact("data age", duration(task.dataAgeSeconds()));
    }

    private static String rate(OptionalDouble perSecond) {
        return perSecond.isEmpty() ? "" : HumanReadable.rate(perSecond.getAsDouble());
    }

    private static String duration(OptionalDouble seconds) {
        return seconds.isEmpty() ? "" : HumanReadable.duration(seconds.getAsDouble());
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format("%-13s %s", name, SafeText.of(value)));
        }
    }

    /** Adds the fields of a cloud response under a heading, with their descriptions. */
    void fields(String heading, JsonObject response) {
        lines.add("");
        lines.add(heading);
        TextTable table = new TextTable(
                List.of(new Column("", Style.WORD), new Column("", Style.TEXT), new Column("", Style.TEXT)));
        FieldPaths.of(response)
                .forEach((path, value) ->
                        table.add(List.of("  " + path, value(path, value), TaskFields.description(path))));
        table.lines(terminal).stream().skip(1).forEach(lines::add);
    }

    private static String value(String path, Object value) {
        return path.equals("create_time") && value instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue()).toString()
                : FieldPaths.shown(path, Optional.of(value));
    }

    /** Adds a table of the partitions with offsets, lag and health. */
    void partitions(List<PartitionRow> partitions) {
        lines.add("");
        lines.add("partitions");
        TextTable table = new TextTable(List.of(
                new Column("TOPIC", Style.TEXT),
                new Column("PARTITION", Style.NUMBER),
                new Column("STATUS", Style.WORD),
                new Column("HEALTH", Style.HEALTH),
                new Column("LAG", Style.NUMBER),
                new Column("LAG TIME", Style.NUMBER),
                Column.optional("START", Style.NUMBER),
                new Column("TRANSFERRED TO", Style.NUMBER),
                new Column("END", Style.NUMBER),
                Column.optional("MARGIN", Style.NUMBER),
                new Column("REASON", Style.TEXT)));
        partitions.forEach(partition -> table.add(cells(partition)));
        lines.addAll(table.lines(terminal));
    }

    private static List<String> cells(PartitionRow partition) {
        return List.of(
                partition.topic(),
                plain(partition.partition()),
                partition.status(),
                partition.health(),
                partition.lag().messagesText(),
                partition.lag().timeText(),
                plain(partition.startOffset()),
                plain(partition.transferredOffset()),
                plain(partition.endOffset()),
                duration(partition.retentionMarginSeconds()),
                partition.reason());
    }

    private static String plain(OptionalLong number) {
        return number.stream().mapToObj(Long::toString).findFirst().orElse("");
    }
}
