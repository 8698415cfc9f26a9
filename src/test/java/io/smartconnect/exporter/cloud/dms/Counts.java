package io.smartconnect.exporter.cloud.dms;

import io.smartconnect.exporter.cloud.http.ApiMeter;
import io.smartconnect.exporter.snapshot.CloudOperation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A meter that records its calls in order; safe for any thread. */
public final class Counts implements ApiMeter {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<CloudOperation> retries = new CopyOnWriteArrayList<>();
    private final List<CloudOperation> throttlings = new CopyOnWriteArrayList<>();
    private final List<String> unreadable = new CopyOnWriteArrayList<>();
    private final List<Duration> durations = new CopyOnWriteArrayList<>();
    private final List<Boolean> mismatches = new CopyOnWriteArrayList<>();

    @Override
    public void requested(CloudOperation operation, String code, Duration duration) {
        durations.add(duration);
        requests.add(operation.label() + " " + code);
    }

    @Override
    public void retried(CloudOperation operation) {
        retries.add(operation);
    }

    @Override
    public void throttled(CloudOperation operation) {
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
    public List<String> requests() {
        return requests;
    }

    public List<Duration> durations() {
        return durations;
    }

    public List<CloudOperation> retries() {
        return retries;
    }

    public List<CloudOperation> throttlings() {
        return throttlings;
    }

    /** The keys of unreadable values. */
    public List<String> unreadable() {
        return unreadable;
    }

    public int mismatches() {
        return mismatches.size();
    }
}
