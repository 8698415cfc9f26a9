package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task as the JSON API tells it, whoever was asked. Values of another type than documented are taken as they are.
 *
 * @param fields by the names of docs/api.md
 */
public record TaskRow(JsonObject fields) {

    /** What is told of each task of a list, in this order. */
    public static final List<String> COLUMNS = List.of(
            "target",
            "instance_id",
            "instance_name",
            "task_id",
            "task_name",
            "kind",
            "status",
            "health",
            "lag_messages",
            "lag_seconds",
            "lag_seconds_lower_bound",
            "source",
            "destination",
            "data_age_seconds");

    /** The tasks in a document of the API. */
    static List<TaskRow> of(JsonObject document) {
        return document.getJsonArray("tasks").stream()
                .map(task -> new TaskRow((JsonObject) task))
                .toList();
    }

    /** As text; empty if it is not known. */
    public String text(String name) {
        return Objects.toString(value(name), "");
    }

    /** As a number, if it is one. */
    public Optional<BigDecimal> number(String name) {
        return value(name) instanceof Number number ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
    }

    /** A number of seconds in words, if it is one. */
    public Optional<String> time(String name) {
        return number(name).map(seconds -> HumanReadable.time(seconds.doubleValue()));
    }

    /** Null if it is not known; a number that is too large to be read is not. */
    private @Nullable Object value(String name) {
        Object value = fields.getValue(name);
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** How long its oldest message has waited, in words; {@code ≥} before what is at least so. Empty if nothing is known. */
    public String lagTime() {
        boolean bound = Boolean.TRUE.equals(fields.getValue("lag_seconds_lower_bound"));
        return number("lag_seconds")
                .filter(seconds -> !bound || seconds.compareTo(BigDecimal.ONE) >= 0)
                .map(seconds -> (bound ? "≥ " : "") + HumanReadable.time(seconds.doubleValue()))
                .orElse("");
    }

    /** Its messages not yet transferred, with commas between thousands. Empty if not known. */
    public String lagMessages() {
        return number("lag_messages")
                .map(whole -> String.format(Locale.ROOT, "%,d", whole.toBigInteger()))
                .orElse("");
    }

    /** Where the data come from and go to. */
    public String route() {
        return end("source") + " → " + end("destination");
    }

    private String end(String name) {
        return text(name).isEmpty() ? "here" : text(name);
    }

    /** The source's and the target's words for it. */
    public String identity() {
        return SafeText.of(text("task_name") + " (" + text("task_id") + ") of " + instance());
    }

    private String instance() {
        return text("instance_name").isEmpty() ? text("instance_id") : text("instance_name");
    }

    /** Whether {@code wanted} is the id or the name of its instance. */
    public boolean runsOn(String wanted) {
        return wanted.equals(text("instance_id")) || wanted.equals(text("instance_name"));
    }

    /** The columns of a list. */
    public Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        COLUMNS.forEach(name -> columns.put(name, value(name)));
        return columns;
    }
}
