package io.smartconnect.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.command.tasks.TasksCommand;
import io.smartconnect.exporter.metrics.render.MetricsDocument;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Compares docs/glossary.md with the metrics, the JSON API and the tables of {@code tasks}: each name belongs to exactly one
 * term, and no term has a name that does not exist.
 */
class GlossaryTest {

    private static final Path DOCUMENT = Path.of("docs/glossary.md");
    private static final Path METRICS = Path.of("docs/metrics.md");
    private static final Path DESCRIPTION = Path.of("src/main/resources/io/smartconnect/exporter/web/api/openapi.json");

    private static final Pattern ROW = Pattern.compile("\\| (?!Term )([^|]+) \\| ([^|]+) \\|(?:( [^|]+)? \\|)?");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Pattern IDENTITY = Pattern.compile("(?m)Labels of every series: (.+)\\.$");

    private static final Pattern METRIC = Pattern.compile("smartconnect_\\w+");
    private static final Pattern FIELD = Pattern.compile("(?!smartconnect_)[a-z_]+");
    private static final Pattern COLUMN = Pattern.compile("[A-Z].*");

    /** A term, and the names that carry it; their form tells a metric, a field and a column apart. */
    private record Entry(String term, String names) {

        Stream<String> names(Pattern form) {
            return codes(names).filter(name -> form.matcher(name).matches());
        }
    }

    private final JsonObject description;
    private final List<Entry> entries;

    GlossaryTest() throws IOException {
        description = new JsonObject(Files.readString(DESCRIPTION));
        entries = Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Entry(row.group(1), row.group(3) == null ? "" : row.group(3)))
                .toList();
    }

    @Test
    void everyRow_isRead() throws IOException {
        long rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Term "))
                .count();

        assertThat(entries).hasSizeGreaterThan(40).hasSize((int) rows);
    }

    @Test
    void everyName_isOfOneForm() {
        assertThat(entries.stream().flatMap(entry -> codes(entry.names)))
                .allMatch(name -> Stream.of(METRIC, FIELD, COLUMN)
                        .anyMatch(form -> form.matcher(name).matches()));
    }

    @Test
    void everyTerm_isDefinedOnce() {
        assertThat(entries.stream().flatMap(entry -> Stream.of(entry.term.split(", "))))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyHealth_isATerm() {
        assertThat(entries)
                .extracting(Entry::term)
                .containsAll(Arrays.stream(Health.values())
                        .map(health -> "`" + health.label() + "`")
                        .toList());
    }

    @Test
    void everyMetric_belongsToOneTerm() throws IOException {
        assertThat(entries.stream().flatMap(entry -> entry.names(METRIC)))
                .containsExactlyInAnyOrderElementsOf(MetricsDocument.families().keySet());
    }

    @Test
    void everyFieldOfTheJsonApi_belongsToOneTerm() {
        assertThat(entries.stream().flatMap(entry -> entry.names(FIELD)))
                .containsExactlyInAnyOrderElementsOf(Stream.of("Task", "Partition", "Sample")
                        .flatMap(this::fields)
                        .distinct()
                        .toList());
    }

    @Test
    void everyColumnOfTheTerminal_belongsToOneTerm() throws Exception {
        List<String> list = printed("list");
        List<String> show = printed("show", example("/{task_id}").getString("task_id"));
        String partitions = show.get(show.indexOf("partitions") + 1);

        assertThat(entries.stream().flatMap(entry -> entry.names(COLUMN)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(list.get(0), partitions)
                        .flatMap(heads -> Stream.of(heads.split(" {2,}")))
                        .distinct()
                        .toList());
    }

    @Test
    void everyLabelThatIdentifies_isAFieldOfTheJsonApi() throws IOException {
        assertThat(IDENTITY.matcher(Files.readString(METRICS)).results().flatMap(labels -> codes(labels.group(1))))
                .contains("target", "partition")
                .isSubsetOf(Stream.of("Task", "Partition").flatMap(this::fields).toList());
    }

    private Stream<String> fields(String schema) {
        JsonPointer properties = JsonPointer.create().append(List.of("components", "schemas", schema, "properties"));
        return ((JsonObject) properties.queryJson(description)).fieldNames().stream();
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1));
    }

    /** The lines of {@code tasks} with these arguments, from an exporter that answers with the examples of its description. */
    private List<String> printed(String... arguments) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer exporter = vertx.createHttpServer()
                    .requestHandler(request ->
                            request.response().end(answer(request.path()).encode()))
                    .listen(0, "127.0.0.1")
                    .await(20, SECONDS);
            StringWriter out = new StringWriter();
            int status = new CommandLine(new TasksCommand())
                    .setOut(new PrintWriter(out, true))
                    .execute(Stream.concat(
                                    Stream.of(arguments),
                                    Stream.of("--exporter.url=http://127.0.0.1:" + exporter.actualPort()))
                            .toArray(String[]::new));

            assertThat(status).isZero();
            return out.toString().lines().toList();
        } finally {
            vertx.close().await(20, SECONDS);
        }
    }

    private JsonObject answer(String path) {
        return path.equals("/api/v1/tasks") ? tasksOfTwoTargets() : example("/{task_id}");
    }

    /** The list shows the column of the target only if there are several, and others only if a task fills them. */
    private JsonObject tasksOfTwoTargets() {
        JsonArray tasks = example("").getJsonArray("tasks");
        JsonObject other = tasks.getJsonObject(0)
                .copy()
                .put("target", "other")
                .put("task_id", "other")
                .put("delay_seconds", 7)
                .put("expired_messages", 7);
        return new JsonObject().put("tasks", tasks.copy().add(other));
    }

    private JsonObject example(String path) {
        JsonPointer example = JsonPointer.create()
                .append(List.of("paths", "/api/v1/tasks" + path, "get", "responses", "200"))
                .append(List.of("content", "application/json", "example"));
        return (JsonObject) example.queryJson(description);
    }
}
