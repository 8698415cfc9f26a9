package io.smartconnect.exporter.snapshot.task;

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

/**
 * Merges the two listings of the tasks of an instance, Smart Connect's and that of the older dump API, into one list that has each
 * task once.
 */
public final class ListingMerge {

    /** Identifies a task whose ids differ. */
    private record NameAndTime(String name, Instant created) {}

    /**
     * A task of either listing, or of both.
     *
     * @param task its id is the Smart Connect id, or else that of the dump API
     * @param dumpId its id in the dump API, if that lists it
     */
    public record Merged(Task task, Optional<String> dumpId) {

        /** The id of the task in the dump API, known or supposed. */
        public String detailId() {
            return dumpId.orElse(task.id());
        }

        /** True if the dump API may have a detail of the task. */
        public boolean mayHaveDetail() {
            return dumpId.isPresent() || task.info().kind() == TaskKind.DUMP;
        }
    }

    private ListingMerge() {}

    /**
     * Merges two listings. Two tasks are the same if their ids are equal. Otherwise they are the same if they share a name and a
     * creation time that no other task of either listing has.
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
