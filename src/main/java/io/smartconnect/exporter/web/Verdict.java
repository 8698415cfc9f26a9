package io.smartconnect.exporter.web;

import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.smartconnect.exporter.snapshot.Health;
import io.smartconnect.exporter.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is wrong now.
 *
 * @param level how bad that is
 * @param sentences one for each kind of trouble, the first of which is the headline
 * @param tasks how many there are of each health that occurs, the worst first
 */
record Verdict(Level level, List<String> sentences, SortedMap<Health, Long> tasks) {

    /** Of {@code snapshot} and all of its tasks. */
    static Verdict of(Snapshot snapshot, List<TaskSummary> tasks) {
        SortedMap<Health, Long> counts = tasks.stream()
                .collect(groupingBy(TaskSummary::health, () -> new TreeMap<>(reverseOrder()), counting()));
        List<Polled> polled = Stream.concat(
                        snapshot.targets().stream().map(Polled::of),
                        snapshot.instances().stream().map(Polled::of))
                .toList();
        List<String> troubles = Stream.of(ofTasks(counts), ofPolls(polled))
                .flatMap(Optional::stream)
                .toList();
        Level worst = Stream.concat(
                        counts.keySet().stream().filter(Health::isBad).map(Level::of),
                        polled.stream().map(each -> Level.of(each.up())))
                .max(Level::compareTo)
                .orElse(Level.WAITING);
        return new Verdict(worst, troubles.isEmpty() ? List.of(calm(polled, counts)) : troubles, counts);
    }

    /** For example {@code 2 tasks failed, 1 stalled}; absent when none is in a bad state. */
    private static Optional<String> ofTasks(Map<Health, Long> counts) {
        List<Map.Entry<Health, Long>> bad = counts.entrySet().stream()
                .filter(count -> count.getKey().isBad())
                .toList();
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Health, Long> worst = bad.get(0);
        String others = bad.stream()
                .skip(1)
                .map(count -> ", " + Words.number(count.getValue()) + " " + verb(count.getKey()))
                .collect(joining());
        return Optional.of(Words.count(worst.getValue(), "task") + " " + verb(worst.getKey()) + others);
    }

    private static String verb(Health health) {
        return health == Health.WARN ? "with growing lag" : health.label();
    }

    /** Names the one whose polls fail and says why, or says how many there are; absent when there is none. */
    private static Optional<String> ofPolls(List<Polled> polled) {
        List<Polled> failing =
                polled.stream().filter(each -> Level.of(each.up()) == Level.BAD).toList();
        return switch (failing.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("Polls of " + failing.get(0).failure());
            default -> Optional.of("Polls of " + ofAll(failing, polled) + " fail");
        };
    }

    private static String calm(List<Polled> polled, SortedMap<Health, Long> counts) {
        List<Polled> waiting =
                polled.stream().filter(each -> each.up().isEmpty()).toList();
        if (polled.isEmpty() || !waiting.isEmpty()) {
            return polled.isEmpty() ? "Nothing is polled" : "Waiting for the first poll of " + ofAll(waiting, polled);
        }
        return counts.containsKey(Health.UNKNOWN) ? "All that can be judged is well" : "All is well";
    }

    /** For example {@code 1 of 3 targets and 2 instances}. */
    private static String ofAll(List<Polled> some, List<Polled> all) {
        return Stream.of(Polled.TARGET, Polled.INSTANCE)
                .filter(kind -> count(kind, some) > 0)
                .map(kind -> share(count(kind, some), count(kind, all), kind))
                .collect(joining(" and "));
    }

    private static String share(long some, long all, String kind) {
        return (some == all ? "" : Words.number(some) + " of ") + Words.count(all, kind);
    }

    private static long count(String kind, List<Polled> polled) {
        return polled.stream().filter(each -> each.kind().equals(kind)).count();
    }
}
