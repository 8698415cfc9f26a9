package io.smartconnect.command.tasks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartconnect.command.terminal.CommandFailedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewFieldValuesTest {

    private static final JsonObject REPLICATION = new JsonObject("""
            {"task_name": "smart-connect-1", "topics": "a,b", "source_type": "KAFKA_REPLICATOR_SOURCE", "sink_type": "NONE",
             "sink_task": null, "id": "r1", "status": "RUNNING", "create_time": 1708427753133,
             "source_task": {"compression_type": "none", "task_num": 2, "rename_topic_enabled": false}}""");

    private static final JsonObject DUMP = new JsonObject("""
            {"task_name": "archive", "topics_regex": "a.*", "source_type": "NONE", "sink_type": "OBS_SINK", "source_task": null,
             "sink_task": {"deliver_time_interval": 300, "record_delimiter": "\\\\n"}, "id": "d1", "status": "RUNNING"}""");

    private static final JsonObject ODD = new JsonObject("{\"task_name\": \"odd-task\", \"source_type\": \"MQTT\"}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source_task.compresion_type=gzip | source_task.compresion_type: there is no such field; did you mean source_task.compression_type?
            compression_type=gzip            | compression_type: there is no such field; did you mean source_task.compression_type?
            source_task.task_num=many        | source_task.task_num: must be a whole number from 1 to 2147483647; found "many"
            source_task.task_num=0           | source_task.task_num: must be a whole number from 1 to 2147483647; found 0
            source_task.rename_topic_enabled=yes | source_task.rename_topic_enabled: must be true or false; found "yes"
            source_task.compression_type=rar | source_task.compression_type: must be one of none gzip snappy lz4 zstd; found "rar"
            topics=                          | topics: must be text that is not empty; found ""
            topics_regex=                    | topics_regex: must be text that is not empty; found ""
            sink_task.obs_path=x             | sink_task.obs_path: is a field of dump tasks; the kind of this task is replicate
            status=PAUSED                    | status: the API documents no way to change it
            source_task.sync_mode=RDB_ONLY   | source_task.sync_mode: the API documents no way to change it
            task_name=a b                    | task_name: must be 4 to 64 letters, digits, - and _; found "a b"
            source_task.password=planted     | source_task.password: must not be on the command line, because it is a secret; use --secret source_task.password=FILE, or =-
            nonsense                         | --set: must be FIELD=VALUE
                        source_task.task_num=-3000000000 | source_task.task_num: must be a whole number from 1 to 2147483647; found -3000000000
            sink_task.redis_type=x           | sink_task.redis_type: the API documents no way to change it
            id=r2                            | id: the API documents no way to change it
            """)
    void mistake_isReportedWithTheRule(String assignment, String complaint) {
        assertThat(refused(REPLICATION, assignment).lines()).containsExactly(complaint);
        assertThat(refused(REPLICATION, assignment).status()).isEqualTo(2);
    }

    @Test
    void fieldsOfADump_areCheckedAsSuch() {
        assertThat(refused(DUMP, "sink_task.deliver_time_interval=10").lines())
                .containsExactly("sink_task.deliver_time_interval: must be a whole number from 30 to 900; found 10");
        assertThat(refused(DUMP, "source_task.task_num=3").lines())
                .containsExactly("source_task.task_num: is a field of replicate tasks; the kind of this task is dump");
        assertThat(refused(DUMP, "sink_task.obs_bucket_name= ").lines())
                .containsExactly("sink_task.obs_bucket_name: must be text that is not empty; found \" \"");
        assertThat(refused(DUMP, "sink_task.record_delimiter=#").lines())
                .containsExactly("sink_task.record_delimiter: must be one of , ; | \\n NULL; found \"#\"");
    }

    @Test
    void taskOfAnUnknownKind_canOnlyBeNamedAnew() throws CommandFailedException {
        assertThat(change(ODD, "task_name=even-task").lines())
                .containsExactly("  task_name: odd-task → even-task", "  sent unchanged: source_type MQTT");
        assertThat(refused(ODD, "source_task.task_num=3").lines())
                .containsExactly(
                        "source_task.task_num: is a field of replicate tasks; the kind of this task is undocumented");
    }

    @Test
    void body_hasTypesAndTopicsAsTheyAre_andNothingElseThatWasNotNamed() throws CommandFailedException {
        assertThat(change(REPLICATION, "source_task.task_num=3").body().encode())
                .isEqualTo("{\"source_type\":\"KAFKA_REPLICATOR_SOURCE\",\"sink_type\":\"NONE\",\"topics\":\"a,b\","
                        + "\"source_task\":{\"task_num\":3}}");
        assertThat(change(DUMP, "sink_task.deliver_time_interval=60").body().encode())
                .isEqualTo("{\"source_type\":\"NONE\",\"sink_type\":\"OBS_SINK\",\"topics_regex\":\"a.*\","
                        + "\"sink_task\":{\"deliver_time_interval\":60}}");
        assertThat(change(DUMP, "topics=a,b").body().fieldNames())
                .contains("topics")
                .doesNotContain("topics_regex");
    }

    @Test
    void topicsThatAreBlank_areLeftOut_andDoNotHideTheOthers() throws CommandFailedException {
        JsonObject task = DUMP.copy().put("topics", "");
        JsonObject copy = task.copy().put("topics_regex", "b.*");

        assertThat(change(task, "sink_task.deliver_time_interval=60").body().fieldNames())
                .contains("topics_regex")
                .doesNotContain("topics");
        assertThat(change(task, "topics=").body().getString("topics_regex")).isEqualTo("a.*");
        assertThat(NewFieldValues.of(task, asked(copy), List.of()).body().fieldNames())
                .contains("topics_regex")
                .doesNotContain("topics");
    }

    @Test
    void wholeTask_asItIs_changesNothing_andItsOwnFieldsAreNotSent() throws CommandFailedException {
        NewFieldValues change = NewFieldValues.of(REPLICATION, asked(REPLICATION), List.of());

        assertThat(change.changesNothing()).isTrue();
        assertThat(change.body().fieldNames()).doesNotContain("id", "status", "create_time", "sink_task");
    }

    @Test
    void secret_isAlwaysAChange_andNeverShown() throws CommandFailedException {
        NewFieldValues change =
                NewFieldValues.of(DUMP, new LinkedHashMap<>(Map.of("sink_task.secret_key", "planted")), List.of());

        assertThat(change.changesNothing()).isFalse();
        assertThat(change.lines())
                .containsExactly(
                        "  sink_task.secret_key: (never returned) → ***",
                        "  sent unchanged: source_type NONE, sink_type OBS_SINK, topics_regex a.*");
        assertThat(change.result(DUMP).lines())
                .containsExactly(
                        "sink_task.secret_key: *** sent; cannot be verified, because the API never returns it");
        assertThat(change.body().getJsonObject("sink_task").getString("secret_key"))
                .isEqualTo("planted");
        assertThat(FieldPaths.concealed(change.body()).encode()).doesNotContain("planted");
    }

    /** A user may edit a printed task, which has masks for secrets, and send it back. */
    @ParameterizedTest
    @ValueSource(strings = {"***", ""})
    void secret_isNeitherItsMaskNorEmpty(String secret) {
        JsonObject masked = DUMP.copy();
        masked.getJsonObject("sink_task").put("secret_key", secret);

        for (JsonObject task : List.of(DUMP, masked)) {
            assertThat(catchThrowableOfType(
                                    CommandFailedException.class,
                                    () -> NewFieldValues.of(task, asked(masked), List.of()))
                            .lines())
                    .containsExactly("sink_task.secret_key: must be the secret itself, not ***");
        }
    }

    @Test
    void result_hasAppliedAndOtherFields() throws CommandFailedException {
        NewFieldValues change = change(REPLICATION, "source_task.task_num=3", "source_task.compression_type=gzip");
        JsonObject after = REPLICATION.copy();
        after.getJsonObject("source_task").put("task_num", 3).put("rename_topic_enabled", true);

        assertThat(change.result(after).isApplied()).isFalse();
        assertThat(change.result(after).lines())
                .containsExactly(
                        "source_task.task_num: 3, applied",
                        "source_task.compression_type: not applied; the value is none, not gzip",
                        "source_task.rename_topic_enabled: false → true (not requested)");
    }

    @Test
    void otherSelectionOfTopics_isShownAsLeftOut_andReportedIfTheCloudKeepsBoth() throws CommandFailedException {
        NewFieldValues change = change(DUMP, "topics=a,b");
        JsonObject both = DUMP.copy().put("topics", "a,b");
        JsonObject one = both.copy();
        one.remove("topics_regex");

        assertThat(change.lines())
                .containsExactly(
                        "  topics: (not set) → a,b",
                        "  topics_regex: a.* → left out",
                        "  sent unchanged: source_type NONE, sink_type OBS_SINK");
        assertThat(change.result(one).isApplied()).isTrue();
        assertThat(change.result(one).lines()).containsExactly("topics: a,b, applied", "topics_regex: removed");
        assertThat(change.result(both).isApplied()).isFalse();
        assertThat(change.result(both).lines())
                .containsExactly("topics: a,b, applied", "topics_regex: not removed; the value is a.*");
    }

    @Test
    void null_isGoodOnlyWhereTheTaskHasNoValueEither(@TempDir Path directory) throws Exception {
        JsonObject copy = REPLICATION.copy();
        copy.getJsonObject("source_task").putNull("topics_mapping").put("task_num", 3);
        JsonObject nameless = copy.copy().putNull("task_name");

        FieldAssignments asked = asked(directory, copy);
        assertThat(NewFieldValues.of(REPLICATION, asked.values(), asked.mistakes())
                        .body()
                        .getJsonObject("source_task")
                        .encode())
                .contains("\"task_num\":3")
                .doesNotContain("topics_mapping");
        FieldAssignments wrong = asked(directory, nameless);
        assertThat(catchThrowableOfType(
                                CommandFailedException.class,
                                () -> NewFieldValues.of(REPLICATION, wrong.values(), wrong.mistakes()))
                        .lines())
                .containsExactly("task_name: must have a value; found null");
    }

    private static FieldAssignments asked(Path directory, JsonObject file) throws IOException {
        FieldAssignments asked = new FieldAssignments();
        asked.file(Files.writeString(directory.resolve("change.json"), file.encode()));
        return asked;
    }

    @Test
    void valuesOfOtherTypes_areNamedByTheirRule() {
        JsonObject file = new JsonObject()
                .put("topics", new JsonArray().add("a"))
                .put("source_task", new JsonObject().put("task_num", "2").put("rename_topic_enabled", "true"));

        assertThat(catchThrowableOfType(
                                CommandFailedException.class,
                                () -> NewFieldValues.of(REPLICATION, asked(file), List.of()))
                        .lines())
                .containsExactly(
                        "topics: must be text that is not empty; found [\"a\"]",
                        "source_task.task_num: must be a whole number from 1 to 2147483647; found \"2\"",
                        "source_task.rename_topic_enabled: must be true or false; found \"true\"");
    }

    private static Map<String, Object> asked(JsonObject file) {
        return FieldPaths.of(file);
    }

    private static NewFieldValues change(JsonObject task, String... assignments) throws CommandFailedException {
        FieldAssignments asked = new FieldAssignments();
        for (String assignment : assignments) {
            asked.set(assignment);
        }
        return NewFieldValues.of(task, asked.values(), asked.mistakes());
    }

    private static CommandFailedException refused(JsonObject task, String assignment) {
        return catchThrowableOfType(CommandFailedException.class, () -> change(task, assignment));
    }
}
