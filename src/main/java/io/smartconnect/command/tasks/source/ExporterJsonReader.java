package io.smartconnect.command.tasks.source;

import io.smartconnect.command.tasks.row.PartitionRow;
import io.smartconnect.command.tasks.row.RowLag;
import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.row.TaskIdentity;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Reads an object of an exporter's JSON API. A value with a wrong type is read as text; a number that is negative or too large is
 * unknown.
 */
final class ExporterJsonReader {

    private static final int BITS_OF_A_LONG = 63;

    private final JsonObject json;

    private ExporterJsonReader(JsonObject json) {
        this.json = json;
    }

    /** The row of a task. */
    static TaskRow task(JsonObject json) {
        return new ExporterJsonReader(json).task();
    }

    /** A task and its partitions. */
    static TaskDetails details(JsonObject json) {
        return new TaskDetails(task(json), partitions(json), json);
    }

    private static Optional<List<PartitionRow>> partitions(JsonObject json) {
        return json.getValue("partitions") instanceof JsonArray partitions
                ? Optional.of(partitions.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(partition -> new ExporterJsonReader((JsonObject) partition).partition())
                        .toList())
                : Optional.empty();
    }

    private TaskRow task() {
        return new TaskRow(
                new TaskIdentity(
                        text("target"), text("instance_id"), text("instance_name"), text("task_id"), text("task_name")),
                text("kind"),
                text("source"),
                text("destination"),
                text("topics"),
                text("status"),
                text("health"),
                text("reason"),
                lag(),
                text("lag_source"),
                decimal("delay_seconds"),
                new RetentionRisk(decimal("retention_margin_seconds"), offset("expired_messages")),
                new TransferRates(
                        decimal("transferred_per_second"), decimal("produced_per_second"), decimal("catch_up_seconds")),
                decimal("data_age_seconds"));
    }

    private PartitionRow partition() {
        return new PartitionRow(
                text("topic"),
                offset("partition"),
                text("status"),
                text("health"),
                text("reason"),
                lag(),
                offset("log_start_offset"),
                offset("last_transfer_offset"),
                offset("log_end_offset"),
                decimal("retention_margin_seconds"));
    }

    private RowLag lag() {
        boolean lowerBound = Boolean.TRUE.equals(json.getValue("lag_seconds_lower_bound"));
        return new RowLag(
                whole("lag_messages"),
                number("lag_seconds").map(seconds -> new LagTime(seconds.doubleValue(), lowerBound)));
    }

    private String text(String name) {
        return Objects.toString(json.getValue(name), "");
    }

    private Optional<BigDecimal> number(String name) {
        return json.getValue(name) instanceof Number number
                        && Double.isFinite(number.doubleValue())
                        && number.doubleValue() >= 0
                ? Optional.of(new BigDecimal(number.toString()))
                : Optional.empty();
    }

    private OptionalDouble decimal(String name) {
        return number(name).stream().mapToDouble(BigDecimal::doubleValue).findFirst();
    }

    private Optional<BigInteger> whole(String name) {
        return number(name).map(BigDecimal::toBigInteger);
    }

    private OptionalLong offset(String name) {
        return whole(name).stream()
                .filter(number -> number.bitLength() <= BITS_OF_A_LONG)
                .mapToLong(BigInteger::longValue)
                .findFirst();
    }
}
