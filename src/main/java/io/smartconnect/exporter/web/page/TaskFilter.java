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
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filter and the order of tasks on the status page.
 *
 * @param text words that must all occur in the fields of a task, in any case; empty for any task
 * @param health their health; absent for any
 * @param onlyTrouble leaves out whatever needs no attention, targets and instances, too
 * @param order their order
 * @param from number of matching tasks to skip
 */
record TaskFilter(String text, Optional<Health> health, boolean onlyTrouble, TaskOrder order, int from) {

    static final String TEXT = "q";
    static final String HEALTH = "health";
    static final String ONLY = "only";
    static final String TROUBLE = "trouble";
    static final String FROM = "from";

    /** All tasks, worst first. */
    static final TaskFilter ALL = new TaskFilter("", Optional.empty(), false, TaskOrder.WORST_FIRST, 0);

    /** Reads the fields of the form; empty ones are ignored. */
    static TaskFilter of(MultiMap parameters) {
        return new TaskFilter(
                given(parameters, TEXT).orElse(""),
                given(parameters, HEALTH).map(word -> QueryParameters.health(HEALTH, word)),
                given(parameters, ONLY).map(TaskFilter::isTrouble).orElse(false),
                TaskOrder.of(
                        given(parameters, TaskOrder.SORT).orElse(""),
                        given(parameters, TaskOrder.ORDER).orElse("")),
                from(parameters));
    }

    private static boolean isTrouble(String word) {
        if (!word.equals(TROUBLE)) {
            throw new HttpException(400, ONLY + ": must be " + TROUBLE + "; found \"" + word + '"');
        }
        return true;
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
        return text.isEmpty() && health.isEmpty() && !onlyTrouble;
    }

    List<TaskSummary> of(List<TaskSummary> tasks) {
        List<String> words = List.of(lower(text).split("\\s+"));
        List<TaskSummary> matching = tasks.stream()
                .filter(task -> !onlyTrouble || TaskTrouble.of(task))
                .filter(task -> health.isEmpty() || health.get() == task.health())
                .filter(task -> text.isEmpty() || words.stream().allMatch(shown(task)::contains))
                .toList();
        return order.of(matching);
    }

    /** This filter with another order, from the first task on. */
    TaskFilter with(TaskOrder other) {
        return new TaskFilter(text, health, onlyTrouble, other, 0);
    }

    /** The filter of the other view: all tasks, or only those in trouble. */
    TaskFilter toggled() {
        return new TaskFilter(text, health, !onlyTrouble, order, 0);
    }

    /** The parameters that the form does not show. */
    Map<String, String> hidden() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(ONLY, onlyTrouble ? TROUBLE : "");
        parameters.put(TaskOrder.SORT, order.sort());
        parameters.put(TaskOrder.ORDER, order.order());
        parameters.values().removeIf(String::isEmpty);
        return parameters;
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
        Link link = new Link(PageLayout.HERE)
                .with(TEXT, text)
                .with(HEALTH, health.map(Health::label).orElse(""));
        for (Map.Entry<String, String> parameter : hidden().entrySet()) {
            link = link.with(parameter.getKey(), parameter.getValue());
        }
        return link.with(FROM, first == 0 ? "" : Integer.toString(first)).toString();
    }
}
