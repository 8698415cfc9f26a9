package io.smartconnect.exporter.dms;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A meter that remembers what it was told, in order; safe for any thread. */
final class Counts implements DmsMeter {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Operation> retries = new CopyOnWriteArrayList<>();
    private final List<Operation> throttlings = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final List<Duration> durations = new CopyOnWriteArrayList<>();
    private final List<Boolean> mismatches = new CopyOnWriteArrayList<>();

    @Override
    public void requested(Operation operation, String code, Duration duration) {
        durations.add(duration);
        requests.add(operation.label() + " " + code);
    }

    @Override
    public void retried(Operation operation) {
        retries.add(operation);
    }

    @Override
    public void throttled(Operation operation) {
        throttlings.add(operation);
    }

    @Override
    public void unreadable(String field) {
        unreadable.add(field);
    }

    @Override
    public void lagMismatched() {
        mismatches.add(true);
    }

    /** Operation and code of each request, for example {@code list_tasks 200}. */
    List<String> requests() {
        return requests;
    }

    List<Duration> durations() {
        return durations;
    }

    List<Operation> retries() {
        return retries;
    }

    List<Operation> throttlings() {
        return throttlings;
    }

    /** The keys of the values that could not be read. */
    List<String> unreadable() {
        return unreadable;
    }

    int mismatches() {
        return mismatches.size();
    }
}
