package io.smartconnect.command.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.terminal.Terminal;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskListPrinterTest {

    private static final TaskRow WORST = new TaskRow(new JsonObject("""
            {"target": "prod", "instance_id": "i1", "instance_name": "a,\\"b\\"\\r\\nc", "task_id": "0123456789", "task_name": "=1+1",
             "kind": "dump", "source": null, "destination": "obs://bucket", "status": "RUNNING", "health": "stalled",
             "reason": "no", "lag_messages": 92233720368547758070, "lag_seconds": 734.2, "lag_seconds_lower_bound": true,
             "data_age_seconds": 21.4}"""));

    private static final TaskRow UNKNOWN = new TaskRow(new JsonObject("{\"target\": \"test\", \"task_id\": 7}"));

    @Test
    void csv_isExact_byRfc4180() {
        assertThat(new TaskListPrinter(List.of(WORST, UNKNOWN)).csv())
                .isEqualTo(String.join(",", TaskRow.COLUMNS) + "\r\n"
                        + "prod,i1,\"a,\"\"b\"\"\r\nc\",0123456789,=1+1,dump,RUNNING,stalled,92233720368547758070,734.2,true,"
                        + ",obs://bucket,21.4\r\n"
                        + "test,,,7,,,,,,,,,,\r\n");
    }

    @Test
    void json_hasTheSameColumns_withNullForWhatIsUnknown() {
        JsonObject unknown = new JsonObject(new TaskListPrinter(List.of(UNKNOWN)).json())
                .getJsonArray("tasks")
                .getJsonObject(0);

        assertThat(unknown.fieldNames()).containsExactlyElementsOf(TaskRow.COLUMNS);
        assertThat(unknown.getValue("lag_messages")).isNull();
    }

    @Test
    void numberThatIsTooLarge_isUnknown() {
        TaskListPrinter list = new TaskListPrinter(
                List.of(new TaskRow(new JsonObject("{\"task_id\": \"t\", \"lag_messages\": 1e999}"))));

        assertThat(list.table(Terminal.NONE)).doesNotContain("Infinity");
        assertThat(list.csv()).endsWith("\r\n,,,t,,,,,,,,,,\r\n");
        assertThat(new JsonObject(list.json())
                        .getJsonArray("tasks")
                        .getJsonObject(0)
                        .getValue("lag_messages"))
                .isNull();
    }

    @Test
    void table_isForPeople_andTellsTheTargetWhereThereAreTwo() {
        assertThat(new TaskListPrinter(List.of(WORST, UNKNOWN)).table(Terminal.NONE))
                .isEqualTo("""
                TARGET  INSTANCE            TASK  ID        KIND  STATUS   HEALTH                          LAG   LAG TIME  FROM → TO            AGE
                prod    a,"b"\\u000d\\u000ac  =1+1  01234567  dump  RUNNING  stalled  92,233,720,368,547,758,070  ≥ 12m 14s  here → obs://bucket  21s
                test                              7                                                                        here → here
                """);
        assertThat(new TaskListPrinter(List.of(WORST)).table(Terminal.NONE)).startsWith("INSTANCE ");
    }
}
