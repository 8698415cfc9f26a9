package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A snapshot in one sentence.
 *
 * @param health {@code up}, {@code down} or {@code waiting}
 */
record Verdict(String health, String text) {

    static Verdict of(Snapshot snapshot) {
        Count targets =
                Count.of("target", snapshot.targets().stream().map(Target::up).toList());
        Count instances = Count.of(
                "instance", snapshot.instances().stream().map(Instance::up).toList());
        String down = join(targets.ofAll(targets.down()), instances.ofAll(instances.down()));
        if (!down.isEmpty()) {
            return new Verdict("down", "Down: " + down);
        }
        String waiting = join(targets.ofAll(targets.waiting()), instances.ofAll(instances.waiting()));
        if (!waiting.isEmpty()) {
            return new Verdict("waiting", "Waiting for the first poll of " + waiting);
        }
        return new Verdict("up", "All polls succeed: " + targets.all() + " and " + instances.all());
    }

    private static String join(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" and "));
    }

    /** How many of one kind are up or not. */
    private record Count(String noun, int size, long down, long waiting) {

        static Count of(String noun, List<Optional<Boolean>> states) {
            return new Count(
                    noun,
                    states.size(),
                    states.stream()
                            .filter(state -> state.isPresent() && !state.get())
                            .count(),
                    states.stream().filter(Optional::isEmpty).count());
        }

        String all() {
            return size + " " + noun + (size == 1 ? "" : "s");
        }

        /** For example {@code 1 of 2 targets}, or {@code 2 targets} if it is all of them; empty for none. */
        String ofAll(long part) {
            if (part == 0) {
                return "";
            }
            return part == size ? all() : part + " of " + all();
        }
    }
}
