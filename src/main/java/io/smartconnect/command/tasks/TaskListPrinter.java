package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.Terminal;
import io.smartconnect.command.terminal.TextTable;
import io.smartconnect.command.terminal.TextTable.Column;
import io.smartconnect.command.terminal.TextTable.Style;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Prints a list of tasks as a table, as JSON or as CSV. */
final class TaskListPrinter {

    private static final int SHORT_ID = 8;

    private final List<TaskRow> tasks;

    TaskListPrinter(List<TaskRow> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /** A table for people; it has a column for the target only if there are several. */
    String table(Terminal terminal) {
        boolean severalTargets =
                tasks.stream().map(task -> task.id().target()).distinct().count() > 1;
        List<Column> columns = new ArrayList<>(List.of(
                new Column("INSTANCE", Style.TEXT),
                new Column("TASK", Style.TEXT),
                new Column("ID", Style.WORD),
                new Column("KIND", Style.WORD),
                new Column("STATUS", Style.WORD),
                new Column("HEALTH", Style.HEALTH),
                new Column("LAG", Style.NUMBER),
                new Column("LAG TIME", Style.NUMBER),
                Column.optional("LAG SOURCE", Style.WORD),
                Column.optional("DELAY", Style.NUMBER),
                Column.optional("MARGIN", Style.NUMBER),
                Column.optional("LOST", Style.NUMBER),
                new Column("FROM → TO", Style.TEXT),
                new Column("AGE", Style.NUMBER)));
        if (severalTargets) {
            columns.add(0, new Column("TARGET", Style.TEXT));
        }
        TextTable table = new TextTable(columns);
        tasks.forEach(task -> table.add(cells(task, severalTargets)));
        return table.lines(terminal).stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> cells(TaskRow task, boolean withTarget) {
        List<String> cells = new ArrayList<>(List.of(
                task.id().instance(),
                task.id().taskName(),
                shortened(task.id().taskId()),
                task.kind(),
                task.status(),
                task.health(),
                task.lag().messagesText(),
                task.lag().timeText(),
                task.lagSource(),
                duration(task.delaySeconds()),
                duration(task.retention().marginSeconds()),
                task.lost().orElse(0) == 0
                        ? ""
                        : HumanReadable.number(task.lost().getAsLong()),
                task.route(),
                duration(task.dataAgeSeconds())));
        if (withTarget) {
            cells.add(0, task.id().target());
        }
        return cells;
    }

    private static String shortened(String id) {
        return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
    }

    private static String duration(OptionalDouble seconds) {
        return seconds.isPresent() ? HumanReadable.duration(seconds.getAsDouble()) : "";
    }

    /** JSON with the columns of the CSV. */
    String json() {
        JsonArray list = new JsonArray();
        tasks.forEach(task -> list.add(new JsonObject(task.columns())));
        return SafeText.json(new JsonObject().put("tasks", list).encodePrettily());
    }

    /** CSV by RFC 4180, with a header. Values that a spreadsheet would execute as formulas are not escaped. */
    String csv() {
        StringBuilder csv = new StringBuilder(csvRecord(TaskRow.COLUMNS));
        tasks.forEach(task -> csv.append(csvRecord(task.columns().values())));
        return csv.toString();
    }

    private static String csvRecord(Collection<?> values) {
        return values.stream()
                .map(value -> quoted(Objects.toString(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
