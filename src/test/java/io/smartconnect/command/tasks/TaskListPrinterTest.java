package io.smartconnect.command.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.command.tasks.row.RowLag;
import io.smartconnect.command.tasks.row.TaskIdentity;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.Terminal;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TaskListPrinterTest {

    private static final TaskRow WORST = new TaskRow(
            new TaskIdentity("prod", "i1", "a,\"b\"\r\nc", "0123456789", "=1+1"),
            "dump",
            "",
            "obs://bucket",
            "",
            "RUNNING",
            "stalled",
            "no",
            new RowLag(Optional.of(new BigInteger("92233720368547758070")), Optional.of(new LagTime(734.2, true))),
            "dump",
            OptionalDouble.empty(),
            new RetentionRisk(OptionalDouble.of(2865.8), OptionalLong.of(1234)),
            TransferRates.UNKNOWN,
            OptionalDouble.of(21.4));

    private static final TaskRow UNKNOWN = new TaskRow(
            new TaskIdentity("test", "", "", "7", ""),
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            new RowLag(Optional.empty(), Optional.empty()),
            "",
            OptionalDouble.empty(),
            RetentionRisk.UNKNOWN,
            TransferRates.UNKNOWN,
            OptionalDouble.empty());

    @Test
    void csv_isExact_byRfc4180() {
        assertThat(new TaskListPrinter(List.of(WORST, UNKNOWN)).csv())
                .isEqualTo(String.join(",", TaskRow.COLUMNS) + "\r\n"
                        + "prod,i1,\"a,\"\"b\"\"\r\nc\",0123456789,=1+1,dump,RUNNING,stalled,92233720368547758070,734.2,true,"
                        + ",obs://bucket,21.4,dump,,2865.8,1234\r\n"
                        + "test,,,7,,,,,,,,,,,,,,\r\n");
    }

    @Test
    void json_hasTheSameColumns_withNullForUnknownValues() {
        JsonObject unknown = new JsonObject(new TaskListPrinter(List.of(UNKNOWN)).json())
                .getJsonArray("tasks")
                .getJsonObject(0);

        assertThat(unknown.fieldNames()).containsExactlyElementsOf(TaskRow.COLUMNS);
        assertThat(unknown.getValue("lag_messages")).isNull();
    }

    @Test
    void table_isForPeople_andShowsTheTargetIfThereAreTwo() {
        assertThat(new TaskListPrinter(List.of(WORST, UNKNOWN)).table(Terminal.NONE))
                .isEqualTo("""
                TARGET  INSTANCE            TASK  ID        KIND  STATUS   HEALTH                          LAG   LAG TIME  LAG SOURCE   MARGIN   LOST  FROM → TO            AGE
                prod    a,"b"\\u000d\\u000ac  =1+1  01234567  dump  RUNNING  stalled  92,233,720,368,547,758,070  ≥ 12m 14s  dump        47m 45s  1,234  here → obs://bucket  21s
                test                              7                                                                                                    here → here
                """);
        assertThat(new TaskListPrinter(List.of(WORST)).table(Terminal.NONE)).startsWith("INSTANCE ");
    }

    @Test
    void table_leavesOutColumns_thatNoTaskFills() {
        assertThat(new TaskListPrinter(List.of(WORST)).table(Terminal.NONE))
                .contains("LAG SOURCE", "MARGIN", "LOST")
                .doesNotContain("DELAY");
        assertThat(new TaskListPrinter(List.of(UNKNOWN)).table(Terminal.NONE))
                .contains("LAG TIME")
                .doesNotContain("LAG SOURCE", "DELAY", "MARGIN", "LOST");
    }
}
