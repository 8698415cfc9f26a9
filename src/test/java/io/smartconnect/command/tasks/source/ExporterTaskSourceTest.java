package io.smartconnect.command.tasks.source;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartconnect.command.tasks.row.RowLag;
import io.smartconnect.command.tasks.row.TaskDetails;
import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time and length of responses are limited, whatever server answers at the URL. */
class ExporterTaskSourceTest {

    private static final TaskRow ROW = ExporterJsonReader.task(JsonObject.of("task_id", "a", "instance_id", "i"));
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, SECONDS);
    }

    @Test
    void tasks_areThoseOfTheResponse() throws Exception {
        String url = answering(response -> response.end("{\"tasks\": [{\"task_id\": \"1\"}, {}]}"));

        assertThat(new ExporterTaskSource(url + "/").list())
                .extracting(task -> task.id().taskId())
                .containsExactly("1", "");
    }

    @Test
    void standby_isReported_withTheProcessThatPolls() throws Exception {
        String named = answering(response -> response.end("{\"polled_by\": \"exporter-a\", \"tasks\": []}"));
        String unknown = answering(response -> response.end("{\"polled_by\": null, \"tasks\": []}"));

        assertThat(failure(named, LONG)).endsWith(": this process stands by: exporter-a polls");
        assertThat(failure(unknown, LONG)).endsWith(": this process stands by: another process polls");
    }

    @Test
    void values_areReadByType_andUnreadableNumbersAreUnknown() throws Exception {
        String url = answering(response -> response.end("""
                {"tasks": [
                  {"task_id": 7, "lag_messages": 92233720368547758070, "lag_seconds": 734.2, "lag_seconds_lower_bound": true},
                  {"task_id": "b", "lag_messages": 1e999, "lag_seconds": -1, "data_age_seconds": "5"}]}"""));

        TaskRow read = new ExporterTaskSource(url).list().get(0);
        TaskRow unreadable = new ExporterTaskSource(url).list().get(1);

        assertThat(read.id().taskId()).isEqualTo("7");
        assertThat(read.lag())
                .isEqualTo(new RowLag(
                        Optional.of(new BigInteger("92233720368547758070")), Optional.of(new LagTime(734.2, true))));
        assertThat(unreadable.lag()).isEqualTo(new RowLag(Optional.empty(), Optional.empty()));
        assertThat(unreadable.dataAgeSeconds()).isEmpty();
    }

    @Test
    void retentionAndDelay_areRead() throws Exception {
        String url = answering(response -> response.end("""
                {"task_id": "a", "lag_source": "cloud_eye", "delay_seconds": 7.5, "retention_margin_seconds": 0,
                 "expired_messages": 3, "partitions": [
                  {"topic": "t", "partition": 1, "log_start_offset": 12, "retention_margin_seconds": 60.5}]}"""));

        TaskDetails details = new ExporterTaskSource(url).details(ROW);

        assertThat(details.task().lagSource()).isEqualTo("cloud_eye");
        assertThat(details.task().delaySeconds()).hasValue(7.5);
        assertThat(details.task().retention()).isEqualTo(new RetentionRisk(OptionalDouble.of(0), OptionalLong.of(3)));
        assertThat(details.partitions().orElseThrow()).singleElement().satisfies(partition -> {
            assertThat(partition.startOffset()).hasValue(12);
            assertThat(partition.retentionMarginSeconds()).hasValue(60.5);
        });
    }

    @Test
    void partitions_haveOffsets_unlessTheyExceedALong() throws Exception {
        String url = answering(response -> response.end("""
                {"task_id": "a", "partitions": [
                  {"topic": "t", "partition": 1, "log_end_offset": 9223372036854775807, "last_transfer_offset": 9223372036854775808},
                  3]}"""));

        TaskDetails details = new ExporterTaskSource(url).details(ROW);

        assertThat(details.partitions().orElseThrow()).singleElement().satisfies(partition -> {
            assertThat(partition.partition()).hasValue(1);
            assertThat(partition.endOffset()).hasValue(Long.MAX_VALUE);
            assertThat(partition.transferredOffset()).isEmpty();
        });
    }

    @Test
    void longResponse_isNotReadToItsEnd() throws Exception {
        String url = answering(response -> response.setChunked(true).write("x".repeat(100_000)));

        assertThat(failure(url, LONG)).endsWith("the response is longer than 1000 bytes");
    }

    @Test
    void endlessResponse_timesOut() throws Exception {
        String url = answering(response -> response.setChunked(true).write("{"));

        assertThat(failure(url, Duration.ofMillis(300))).endsWith("no complete response within 300ms");
    }

    @Test
    void missingResponse_timesOut() throws Exception {
        String url = answering(response -> {});

        assertThat(failure(url, Duration.ofMillis(300)))
                .matches("(?s).*(no complete response within 300ms|request timed out)");
    }

    @Test
    void otherResponses_areReported() throws Exception {
        assertThat(failure(answering(response -> response.setStatusCode(302).end()), LONG))
                .endsWith("HTTP status 302");
        assertThat(failure(answering(response -> response.end("<html>")), LONG))
                .endsWith("the response is not the JSON of an exporter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"tasks\": null}", "{\"tasks\": {}}", "{\"tasks\": [{}, 7]}", "{\"tasks\": [null]}"})
    void otherJson_isReported(String json) throws Exception {
        assertThat(failure(answering(response -> response.end(json)), LONG))
                .endsWith("the response is not the JSON of an exporter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:10052",
                "ftp://localhost",
                "http://",
                "http://u:planted@h",
                "http://h/?a=b",
                "http://h/#a",
                "http://a b"
            })
    void urlOfNoExporter_isRefused_andNotRepeated(String url) {
        assertThat(catchThrowableOfType(CommandFailedException.class, () -> new ExporterTaskSource(url))
                        .lines())
                .singleElement()
                .asString()
                .startsWith("--exporter.url: must be like ")
                .doesNotContain("planted");
    }

    private static String failure(String url, Duration time) {
        return String.join(
                "\n",
                catchThrowableOfType(CommandFailedException.class, () -> new ExporterTaskSource(url, time, 1000).list())
                        .lines());
    }

    private String answering(Consumer<HttpServerResponse> answer) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> answer.accept(request.response()))
                .listen(0, "127.0.0.1")
                .await(20, SECONDS);
        return "http://127.0.0.1:" + server.actualPort();
    }
}
