package io.smartconnect.simulator.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts requests when they come and remembers the last of those dealt with; thread-safe. */
public final class RequestLog {

    /** How many requests, and how many instances, are remembered; the other counts go on. */
    static final int CAPACITY = 10_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Map<ApiOperation, Integer> byOperation = new EnumMap<>(ApiOperation.class);
    private final Map<String, Map<ApiOperation, Integer>> byInstance = new HashMap<>();
    private int changes;
    private int inFlight;
    private int mostInFlight;

    /** One request between its coming and its end. */
    public final class Entry {

        private final Arrival arrival;
        private final int concurrency;
        private boolean ended;

        private Entry(Arrival arrival, int concurrency) {
            this.arrival = arrival;
            this.concurrency = concurrency;
        }

        /** Must be called before the client can know, so that what it has seen is always in the log. */
        void record(int status) {
            remember(new RecordedRequest(
                    arrival.time,
                    arrival.method,
                    arrival.path,
                    arrival.operation,
                    arrival.instanceId,
                    arrival.body,
                    status,
                    concurrency));
        }

        /** The request is no longer in flight; only the first call counts. */
        void end() {
            synchronized (RequestLog.this) {
                inFlight -= ended ? 0 : 1;
                ended = true;
            }
        }
    }

    public record Arrival(
            Instant time,
            String method,
            String path,
            ApiOperation operation,
            Optional<String> instanceId,
            String body) {}

    public synchronized Entry begin(Arrival arrival) {
        byOperation.merge(arrival.operation, 1, Integer::sum);
        arrival.instanceId
                .filter(id -> byInstance.containsKey(id) || byInstance.size() < CAPACITY)
                .ifPresent(id -> byInstance
                        .computeIfAbsent(id, unseen -> new EnumMap<>(ApiOperation.class))
                        .merge(arrival.operation, 1, Integer::sum));
        changes += arrival.method.equals("GET") || arrival.operation == ApiOperation.TOKEN ? 0 : 1;
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return new Entry(arrival, inFlight);
    }

    public synchronized int count() {
        return byOperation.values().stream().mapToInt(Integer::intValue).sum();
    }

    public synchronized int count(ApiOperation operation) {
        return byOperation.getOrDefault(operation, 0);
    }

    public synchronized int count(ApiOperation operation, String instanceId) {
        return byInstance.getOrDefault(instanceId, Map.of()).getOrDefault(operation, 0);
    }

    public synchronized int count(String instanceId) {
        return byInstance.getOrDefault(instanceId, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    public synchronized int changes() {
        return changes;
    }

    public synchronized int inFlight() {
        return inFlight;
    }

    public synchronized int mostInFlight() {
        return mostInFlight;
    }

    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the past; requests in flight stay in flight. */
    public synchronized void clear() {
        requests.clear();
        byOperation.clear();
        byInstance.clear();
        changes = 0;
        mostInFlight = inFlight;
    }

    private synchronized void remember(RecordedRequest request) {
        if (requests.size() == CAPACITY) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }
}
