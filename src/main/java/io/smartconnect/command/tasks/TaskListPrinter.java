package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.command.terminal.Terminal;
import io.smartconnect.command.terminal.TextTable;
import io.smartconnect.command.terminal.TextTable.Column;
import io.smartconnect.command.terminal.TextTable.Style;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Tasks as a table for people, and exactly as JSON and CSV for programs. */
final class TaskListPrinter {

    private static final int SHORT_ID = 8;

    private final List<TaskRow> tasks;

    TaskListPrinter(List<TaskRow> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /** The target is told where there are several. */
    String table(Terminal terminal) {
        boolean targets =
                tasks.stream().map(task -> task.text("target")).distinct().count() > 1;
        List<Column> columns = new ArrayList<>(List.of(
                new Column("INSTANCE", Style.TEXT),
                new Column("TASK", Style.TEXT),
                new Column("ID", Style.WORD),
                new Column("KIND", Style.WORD),
                new Column("STATUS", Style.WORD),
                new Column("HEALTH", Style.HEALTH),
                new Column("LAG", Style.NUMBER),
                new Column("LAG TIME", Style.NUMBER),
                new Column("FROM → TO", Style.TEXT),
                new Column("AGE", Style.NUMBER)));
        if (targets) {
            columns.add(0, new Column("TARGET", Style.TEXT));
        }
        TextTable table = new TextTable(columns);
        tasks.forEach(task -> table.add(row(task, targets)));
        return table.lines(terminal).stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> row(TaskRow task, boolean targets) {
        List<String> row = new ArrayList<>(List.of(
                task.text("instance_name").isEmpty() ? task.text("instance_id") : task.text("instance_name"),
                task.text("task_name"),
                shortened(task.text("task_id")),
                task.text("kind"),
                task.text("status"),
                task.text("health"),
                task.lagMessages(),
                task.lagTime(),
                task.route(),
                task.time("data_age_seconds").orElse("")));
        if (targets) {
            row.add(0, task.text("target"));
        }
        return row;
    }

    private static String shortened(String id) {
        return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID);
    }

    /** As the JSON API lists them, with the same columns as the CSV. */
    String json() {
        JsonArray list = new JsonArray();
        tasks.forEach(task -> list.add(new JsonObject(task.columns())));
        return SafeText.json(new JsonObject().put("tasks", list).encodePrettily());
    }

    /** By RFC 4180, with a header. Values are as they are: what a spreadsheet would take for a formula, too. */
    String csv() {
        StringBuilder csv = new StringBuilder(record(TaskRow.COLUMNS));
        tasks.forEach(task -> csv.append(record(task.columns().values())));
        return csv.toString();
    }

    private static String record(Collection<?> values) {
        return values.stream()
                .map(value -> quoted(Objects.toString(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String value) {
        return value.matches("(?s).*[\",\r\n].*") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
