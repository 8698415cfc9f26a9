package io.smartconnect.command.tasks.source;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartconnect.command.terminal.CommandFailedException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answers at the URL, it is asked for a limited time and to a limited length. */
class ExporterSourceTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(20, SECONDS);
    }

    @Test
    void tasks_areThoseOfTheAnswer() throws Exception {
        String url = answering(response -> response.end("{\"tasks\": [{\"task_id\": \"1\"}, {}]}"));

        assertThat(new ExporterSource(url + "/").list())
                .extracting(task -> task.text("task_id"))
                .containsExactly("1", "");
    }

    @Test
    void answerThatIsTooLong_isNotReadToItsEnd() throws Exception {
        String url = answering(response -> response.setChunked(true).write("x".repeat(100_000)));

        assertThat(failure(url, LONG)).endsWith("its answer is longer than 1000 bytes");
    }

    @Test
    void answerThatDoesNotEnd_isGivenUp() throws Exception {
        String url = answering(response -> response.setChunked(true).write("{"));

        assertThat(failure(url, Duration.ofMillis(300))).endsWith("no whole answer within 300 ms");
    }

    @Test
    void answerThatDoesNotBegin_isGivenUp() throws Exception {
        String url = answering(response -> {});

        assertThat(failure(url, Duration.ofMillis(300)))
                .matches("(?s).*(no whole answer within 300 ms|request timed out)");
    }

    @Test
    void otherAnswers_areTold() throws Exception {
        assertThat(failure(answering(response -> response.setStatusCode(302).end()), LONG))
                .endsWith("it answers 302");
        assertThat(failure(answering(response -> response.end("<html>")), LONG))
                .endsWith("what it answers is not the JSON of an exporter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"tasks\": null}", "{\"tasks\": {}}", "{\"tasks\": [{}, 7]}", "{\"tasks\": [null]}"})
    void jsonOfSomethingElse_isTold(String json) throws Exception {
        assertThat(failure(answering(response -> response.end(json)), LONG))
                .endsWith("what it answers is not the JSON of an exporter");
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
        assertThat(catchThrowableOfType(CommandFailedException.class, () -> new ExporterSource(url))
                        .lines())
                .singleElement()
                .asString()
                .startsWith("--exporter.url: must be like ")
                .doesNotContain("planted");
    }

    private static String failure(String url, Duration time) {
        return String.join(
                "\n",
                catchThrowableOfType(CommandFailedException.class, () -> new ExporterSource(url, time, 1000).list())
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
