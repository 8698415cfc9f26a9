package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tasks of one instance, each once, from the two listings that may name it. */
public final class TaskMerge {

    /** What identifies a task where ids differ. */
    private record NameAndTime(String name, Instant created) {}

    /**
     * One task.
     *
     * @param task merged; its id is the Smart Connect id where there is one
     * @param dumpId the id under which the dump API knows it, if it lists it
     */
    public record Merged(Task task, Optional<String> dumpId) {

        /** The id by which the dump API may know the task. */
        public String detailId() {
            return dumpId.orElse(task.id());
        }

        /** Whether the dump API may have a detail of it. */
        public boolean mayHaveDetail() {
            return dumpId.isPresent() || task.info().kind() == TaskKind.DUMP;
        }
    }

    private TaskMerge() {}

    /**
     * Merges two listings. Tasks are the same when their ids are equal, or, failing that, when name and creation time are
     * known, equal, and name only one task in each listing.
     */
    public static List<Merged> merge(List<Task> smartConnect, List<Task> dumps) {
        Map<String, Task> unmatched = byId(dumps);
        Map<String, Task> partners = new HashMap<>();
        smartConnect.forEach(task -> match(task, unmatched.remove(task.id()), partners));
        Map<NameAndTime, Task> candidates = unambiguous(dumps);
        Set<NameAndTime> unique = new HashSet<>(unambiguous(smartConnect).keySet());
        for (Task task : smartConnect) {
            Optional<Task> twin = key(task)
                    .filter(unique::contains)
                    .map(candidates::get)
                    .filter(dump -> !partners.containsKey(task.id()) && unmatched.containsKey(dump.id()));
            twin.ifPresent(dump -> match(task, unmatched.remove(dump.id()), partners));
        }
        SortedMap<String, Merged> merged = new TreeMap<>();
        smartConnect.forEach(task -> merged.put(task.id(), merged(task, Optional.ofNullable(partners.get(task.id())))));
        unmatched.forEach((id, dump) -> merged.put(id, new Merged(dump, Optional.of(id))));
        return List.copyOf(merged.values());
    }

    private static void match(Task task, @Nullable Task dump, Map<String, Task> partners) {
        if (dump != null) {
            partners.put(task.id(), dump);
        }
    }

    private static Merged merged(Task task, Optional<Task> dump) {
        return new Merged(dump.map(task::completedBy).orElse(task), dump.map(Task::id));
    }

    private static Map<String, Task> byId(Collection<Task> tasks) {
        return tasks.stream()
                .collect(Collectors.toMap(Task::id, Function.identity(), (first, second) -> first, TreeMap::new));
    }

    private static Map<NameAndTime, Task> unambiguous(List<Task> tasks) {
        Map<NameAndTime, List<Task>> groups = new HashMap<>();
        tasks.forEach(task -> key(task)
                .ifPresent(key ->
                        groups.computeIfAbsent(key, first -> new ArrayList<>()).add(task)));
        groups.values().removeIf(group -> group.size() > 1);
        return groups.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, group -> group.getValue().get(0)));
    }

    private static Optional<NameAndTime> key(Task task) {
        return task.created()
                .filter(created -> !task.name().isEmpty())
                .map(created -> new NameAndTime(task.name(), created));
    }
}
