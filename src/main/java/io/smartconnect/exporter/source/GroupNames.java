package io.smartconnect.exporter.source;

import io.smartconnect.exporter.snapshot.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names that the consumer group of a task may have. No document of the cloud states them: Kafka Connect names the group of a sink
 * {@code connect-} and the name of the connector, which the cloud derives from the name of the task.
 *
 * @param patterns configured patterns with {@code {task_name}} and {@code {task_id}}, in order of preference
 */
record GroupNames(List<String> patterns) {

    private static final String PREFIX = "connect-";

    /** The part of names for which to search the groups of an instance: all groups if patterns are configured. */
    String searchPart() {
        return patterns.isEmpty() ? "connect" : "";
    }

    /** The names that need no further check, in order of preference. */
    List<String> exact(Task task) {
        Stream<String> configured = patterns.stream()
                .map(pattern -> pattern.replace("{task_name}", task.name()).replace("{task_id}", task.id()));
        Stream<String> usual = Stream.of(task.name(), task.id())
                .filter(text -> !text.isEmpty())
                .flatMap(text -> Stream.of(PREFIX + text, PREFIX + text + "_sink_0"));
        return Stream.concat(configured, usual).distinct().toList();
    }

    /** The id of the first task that has each exact name. */
    Map<String, String> owners(Stream<Task> tasks) {
        Map<String, String> owners = new HashMap<>();
        tasks.forEach(task -> exact(task).forEach(name -> owners.putIfAbsent(name, task.id())));
        return owners;
    }

    /** The first exact name that exists. */
    Optional<String> exactAmong(List<String> groups, Task task) {
        return exact(task).stream().filter(groups::contains).findFirst();
    }

    /** The groups that belong to the task if their topics are the task's topics. */
    List<String> candidates(List<String> groups, Task task) {
        return groups.stream()
                .filter(group -> group.startsWith(PREFIX))
                .filter(group -> contains(group, task.name()) || contains(group, task.id()))
                .toList();
    }

    private static boolean contains(String group, String text) {
        return !text.isEmpty() && group.contains(text);
    }
}
