package io.smartconnect.exporter.web.page;

import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.PageWords;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The current problems, as shown in the headline.
 *
 * @param level severity of the worst one
 * @param sentences one for each kind of problem; the first is the headline
 * @param tasks number of tasks by health, worst first
 */
record ProblemSummary(Severity level, List<String> sentences, SortedMap<Health, Long> tasks) {

    /** Of {@code snapshot} and all of its tasks. */
    static ProblemSummary of(Snapshot snapshot, List<TaskSummary> tasks, PageWords words) {
        SortedMap<Health, Long> counts = tasks.stream()
                .collect(groupingBy(TaskSummary::health, () -> new TreeMap<>(reverseOrder()), counting()));
        List<PollStatus> polled = Stream.concat(
                        snapshot.targets().stream().map(PollStatus::of),
                        snapshot.instances().stream().map(PollStatus::of))
                .toList();
        Optional<String> losses = ofRetention(tasks, words);
        List<String> troubles = Stream.of(ofTasks(counts, words), losses, ofPolls(polled, words))
                .flatMap(Optional::stream)
                .toList();
        Severity worst = Stream.of(
                        counts.keySet().stream().filter(Health::isBad).map(Severity::of),
                        losses.stream().map(loss -> Severity.BAD),
                        polled.stream().map(each -> Severity.of(each.up())))
                .flatMap(severities -> severities)
                .max(Severity::compareTo)
                .orElse(Severity.WAITING);
        List<String> calm = snapshot.standby()
                .map(standby -> standby(words, standby))
                .orElseGet(() -> List.of(calm(polled, counts, words)));
        return new ProblemSummary(worst, troubles.isEmpty() ? calm : troubles, counts);
    }

    /** For example {@code 2 tasks failed, 1 stalled}; absent when none is in a bad state. */
    private static Optional<String> ofTasks(Map<Health, Long> counts, PageWords words) {
        List<Map.Entry<Health, Long>> bad = counts.entrySet().stream()
                .filter(count -> count.getKey().isBad())
                .toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Health, Long> worst = bad.get(0);
        String others = bad.stream()
                .skip(1)
                .map(count -> words.text(
                        ", {0} {1}", HumanReadable.number(count.getValue()), words.text(verb(count.getKey()))))
                .collect(joining());
        return Optional.of(words.text(
                        worst.getValue() == 1 ? "{0} task {1}" : "{0} tasks {1}",
                        HumanReadable.number(worst.getValue()),
                        words.text(verb(worst.getKey())))
                + others);
    }

    /** For example {@code 1 task losing messages to retention, 2 within an hour}; absent if no task is at risk. */
    private static Optional<String> ofRetention(List<TaskSummary> tasks, PageWords words) {
        double[] margins = tasks.stream()
                .flatMapToDouble(task -> task.retention().marginSeconds().stream())
                .filter(margin -> Severity.ofMargin(margin) == Severity.BAD)
                .toArray();
        long now = DoubleStream.of(margins).filter(margin -> margin == 0).count();
        long soon = margins.length - now;
        if (margins.length == 0) {
            return Optional.empty();
        }
        long counted = now == 0 ? soon : now;
        String losing = words.text(
                now == 0 ? "{0} losing messages to retention within an hour" : "{0} losing messages to retention",
                words.count(counted, "task"));
        String others = now == 0 || soon == 0 ? "" : words.text(", {0} within an hour", HumanReadable.number(soon));
        return Optional.of(losing + others);
    }

    private static String verb(Health health) {
        return health == Health.WARN ? "with growing lag" : health.label();
    }

    /** Names the only failing one with its error, or counts them; absent if none fails. */
    private static Optional<String> ofPolls(List<PollStatus> polled, PageWords words) {
        List<PollStatus> failing = polled.stream()
                .filter(each -> Severity.of(each.up()) == Severity.BAD)
                .toList();
        return switch (failing.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(failing.get(0).failure(words));
            default -> Optional.of(words.text("Polls of {0} fail", ofAll(failing, polled, words)));
        };
    }

    /** The sentences of a process that stands by. */
    static List<String> standby(PageWords words, Standby standby) {
        String poller = standby.poller().map(SharedPageText::cut).orElseGet(() -> words.text("another process"));
        return List.of(
                words.text("This process stands by: {0} polls", poller),
                words.text("Open the status page of the process that polls. This one takes over when that one ends."));
    }

    private static String calm(List<PollStatus> polled, SortedMap<Health, Long> counts, PageWords words) {
        List<PollStatus> waiting =
                polled.stream().filter(each -> each.up().isEmpty()).toList();
        if (polled.isEmpty() || !waiting.isEmpty()) {
            return polled.isEmpty()
                    ? words.text("Nothing is polled")
                    : words.text("Waiting for the first poll of {0}", ofAll(waiting, polled, words));
        }
        return words.text(counts.containsKey(Health.UNKNOWN) ? "All that can be judged is well" : "All is well");
    }

    /** For example {@code 1 of 3 targets and 2 instances}. */
    private static String ofAll(List<PollStatus> some, List<PollStatus> all, PageWords words) {
        return Stream.of(PollStatus.TARGET, PollStatus.INSTANCE)
                .filter(kind -> count(kind, some) > 0)
                .map(kind -> share(count(kind, some), count(kind, all), kind, words))
                .reduce((one, other) -> words.text("{0} and {1}", one, other))
                .orElse("");
    }

    private static String share(long some, long all, String kind, PageWords words) {
        String counted = words.count(all, kind);
        return some == all ? counted : words.text("{0} of {1}", HumanReadable.number(some), counted);
    }

    private static long count(String kind, List<PollStatus> polled) {
        return polled.stream().filter(each -> each.kind().equals(kind)).count();
    }
}
