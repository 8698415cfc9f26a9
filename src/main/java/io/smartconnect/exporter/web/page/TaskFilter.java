package io.smartconnect.exporter.web.page;

import static java.util.stream.Collectors.joining;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskProgress;
import io.smartconnect.exporter.web.api.QueryParameters;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Link;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filter of tasks on the status page.
 *
 * @param text words that must all occur in the fields of a task, in any case; empty for any task
 * @param health their health; absent for any
 * @param from number of matching tasks to skip
 */
record TaskFilter(String text, Optional<Health> health, int from) {

    static final String TEXT = "q";
    static final String HEALTH = "health";
    static final String FROM = "from";

    /** Reads the fields of the form; empty ones are ignored. */
    static TaskFilter of(MultiMap parameters) {
        return new TaskFilter(
                given(parameters, TEXT).orElse(""),
                given(parameters, HEALTH).map(word -> QueryParameters.health(HEALTH, word)),
                from(parameters));
    }

    /** The number of elements to skip; 0 unless it is a number. */
    static int from(MultiMap parameters) {
        return given(parameters, FROM)
                .filter(number -> number.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    private static Optional<String> given(MultiMap parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** True if it matches every task. */
    boolean isOpen() {
        return text.isEmpty() && health.isEmpty();
    }

    List<TaskSummary> of(List<TaskSummary> tasks) {
        List<String> words = List.of(lower(text).split("\\s+"));
        return tasks.stream()
                .filter(task -> health.isEmpty() || health.get() == task.health())
                .filter(task -> text.isEmpty() || words.stream().allMatch(shown(task)::contains))
                .toList();
    }

    private static String shown(TaskSummary summary) {
        Task task = summary.task();
        Stream<String> facts = Stream.of(
                task.name(),
                task.id(),
                summary.instance().name(),
                summary.instance().id(),
                summary.instance().target(),
                summary.kind(),
                summary.topics(),
                summary.lagSource().map(LagSource::title).orElse(""),
                task.info().source(),
                task.info().destination(),
                task.status().orElse(""),
                task.progress()
                        .map(TaskProgress::judgement)
                        .map(HealthJudgement::reason)
                        .orElse(""));
        return lower(facts.collect(joining("\n")));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The link to the filtered list from {@code first} on. */
    String link(int first) {
        return new Link(PageLayout.HERE)
                .with(TEXT, text)
                .with(HEALTH, health.map(Health::label).orElse(""))
                .with(FROM, first == 0 ? "" : Integer.toString(first))
                .toString();
    }
}
