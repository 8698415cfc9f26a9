package io.smartconnect.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts requests when they come and remembers the last of those dealt with; thread-safe. */
final class RequestLog {

    /** How many requests, and how many instances, are remembered; the other counts go on. */
    static final int CAPACITY = 10_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Map<Operation, Integer> byOperation = new EnumMap<>(Operation.class);
    private final Map<String, Map<Operation, Integer>> byInstance = new HashMap<>();
    private int changes;
    private int inFlight;
    private int mostInFlight;

    /** One request between its coming and its end. */
    final class Entry {

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

    record Arrival(
            Instant time, String method, String path, Operation operation, Optional<String> instanceId, String body) {}

    synchronized Entry begin(Arrival arrival) {
        byOperation.merge(arrival.operation, 1, Integer::sum);
        arrival.instanceId
                .filter(id -> byInstance.containsKey(id) || byInstance.size() < CAPACITY)
                .ifPresent(id -> byInstance
                        .computeIfAbsent(id, unseen -> new EnumMap<>(Operation.class))
                        .merge(arrival.operation, 1, Integer::sum));
        changes += arrival.method.equals("GET") || arrival.operation == Operation.TOKEN ? 0 : 1;
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return new Entry(arrival, inFlight);
    }

    synchronized int count() {
        return byOperation.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int count(Operation operation) {
        return byOperation.getOrDefault(operation, 0);
    }

    synchronized int count(Operation operation, String instanceId) {
        return byInstance.getOrDefault(instanceId, Map.of()).getOrDefault(operation, 0);
    }

    synchronized int count(String instanceId) {
        return byInstance.getOrDefault(instanceId, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    synchronized int changes() {
        return changes;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int mostInFlight() {
        return mostInFlight;
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the past; requests in flight stay in flight. */
    synchronized void clear() {
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
