package io.smartconnect.simulator.http;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts of all requests received, and the last completed ones; thread-safe. */
public final class RequestLog {

    /** The largest number of requests and of instances kept; the other counts have no limit. */
    static final int CAPACITY = 10_000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Map<SimulatedOperation, Integer> byOperation = new EnumMap<>(SimulatedOperation.class);
    private final Map<String, Map<SimulatedOperation, Integer>> byInstance = new HashMap<>();
    private int changes;
    private int inFlight;
    private int mostInFlight;

    /** One request from its arrival to the end of its response. */
    public final class Entry {

        private final Arrival arrival;
        private final int concurrency;
        private boolean ended;

        private Entry(Arrival arrival, int concurrency) {
            this.arrival = arrival;
            this.concurrency = concurrency;
        }

        /**
         * Adds the request to the log. Called before the client can see the response, so that a client finds it in the log.
         */
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

        /** Ends the time in flight; only the first call has an effect. */
        void end() {
            synchronized (RequestLog.this) {
                inFlight -= ended ? 0 : 1;
                ended = true;
            }
        }
    }

    /** The properties of a request on its arrival. */
    public record Arrival(
            Instant time,
            String method,
            String path,
            SimulatedOperation operation,
            Optional<String> instanceId,
            String body) {}

    /** Counts a request. */
    public synchronized Entry begin(Arrival arrival) {
        byOperation.merge(arrival.operation, 1, Integer::sum);
        arrival.instanceId
                .filter(id -> byInstance.containsKey(id) || byInstance.size() < CAPACITY)
                .ifPresent(id -> byInstance
                        .computeIfAbsent(id, unseen -> new EnumMap<>(SimulatedOperation.class))
                        .merge(arrival.operation, 1, Integer::sum));
        changes += isReading(arrival) ? 0 : 1;
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        return new Entry(arrival, inFlight);
    }

    private static boolean isReading(Arrival arrival) {
        return arrival.method.equals("GET")
                || arrival.operation.obtainsCredentials()
                || arrival.operation.usesCloudEye();
    }

    /** The number of requests. */
    public synchronized int count() {
        return byOperation.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The number of requests for an operation. */
    public synchronized int count(SimulatedOperation operation) {
        return byOperation.getOrDefault(operation, 0);
    }

    /** The number of requests for an operation on one instance. */
    public synchronized int count(SimulatedOperation operation, String instanceId) {
        return byInstance.getOrDefault(instanceId, Map.of()).getOrDefault(operation, 0);
    }

    /** The number of requests for one instance. */
    public synchronized int count(String instanceId) {
        return byInstance.getOrDefault(instanceId, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** The number of requests that may change something. */
    public synchronized int changes() {
        return changes;
    }

    /** The number of requests in flight. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** The highest number of requests in flight. */
    public synchronized int mostInFlight() {
        return mostInFlight;
    }

    /** The completed requests, oldest first. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Sets the counts to 0 and drops the requests; requests in flight stay in flight. */
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
