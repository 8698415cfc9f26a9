package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.RequestScope;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.cloud.kafka.TopicRetention;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Reads the retention times of the topics of one instance, and the start offsets of those topics that tasks with offsets read: each
 * once per interval, however many tasks read it. One request runs at a time, since all other requests are more urgent.
 */
public final class RetentionReader {

    private static final OutcomeLog OUTCOMES = new OutcomeLog(
            LoggerFactory.getLogger(RetentionReader.class),
            "retention of topics can't be read",
            "retention of topics can be read again");

    /** A reading counts as due this part of the interval early, since polls don't begin at exact times. */
    private static final int EARLY_PART = 20;

    private static final Duration SHORTEST_TIME_LEFT = Duration.ofSeconds(1);

    private final String instanceId;
    private final KafkaResources kafka;
    private final Retention retention;
    private final Duration interval;
    private final TimeSource time;
    private final Availability topicsApi;
    private final Availability partitionsApi;
    private final Map<String, Long> startsReadAt = new HashMap<>();
    private @Nullable Long timesReadAt;
    private Optional<CloudFailure> problem = Optional.empty();

    /**
     * A reader that has read nothing yet.
     *
     * @param retention takes in what is read
     * @param interval time between two readings; zero for none
     */
    public RetentionReader(
            String instanceId, KafkaResources kafka, Retention retention, Duration interval, TimeSource time) {
        this.instanceId = instanceId;
        this.kafka = kafka;
        this.retention = retention;
        this.interval = interval;
        this.time = time;
        this.topicsApi = new Availability(time);
        this.partitionsApi = new Availability(time);
    }

    /**
     * Reads what is due, until the deadline. Never fails.
     *
     * @param topicsWithOffsets topics whose start offsets are needed
     * @param needsTimes whether any retention time is needed
     */
    public Future<Void> read(Set<String> topicsWithOffsets, boolean needsTimes, RequestScope scope) {
        if (interval.isZero()) {
            return Future.succeededFuture();
        }
        startsReadAt.keySet().retainAll(topicsWithOffsets);
        retention.retainStarts(topicsWithOffsets::contains);
        Optional<CloudFailure> before = problem;
        List<String> due = topicsWithOffsets.stream()
                .filter(topic -> isDue(startsReadAt.get(topic)))
                .sorted(Comparator.comparing(this::age).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        boolean readsTimes = needsTimes && isDue(timesReadAt);
        if (due.isEmpty() && !readsTimes) {
            return Future.succeededFuture();
        }
        problem = Optional.empty();
        return (readsTimes ? readTimes(scope) : Future.<Void>succeededFuture())
                .compose(done -> readStarts(due.iterator(), scope))
                .onComplete(ended -> logIfChanged(before));
    }

    private boolean isDue(@Nullable Long readAt) {
        return readAt == null
                || time.nanos() - readAt
                        >= interval.minus(interval.dividedBy(EARLY_PART)).toNanos();
    }

    private Long age(String topic) {
        Long readAt = startsReadAt.get(topic);
        return readAt == null ? Long.MAX_VALUE : time.nanos() - readAt;
    }

    private Future<Void> readTimes(RequestScope scope) {
        return request(
                topicsApi,
                scope,
                () -> kafka.listTopics(instanceId, scope).map(topics -> {
                    timesReadAt = time.nanos();
                    retention.learnTimes(
                            topics.stream()
                                    .filter(topic -> topic.retentionTime()
                                            .filter(known -> !known.isZero())
                                            .isPresent())
                                    .collect(Collectors.toMap(
                                            TopicRetention::topic,
                                            topic -> topic.retentionTime().orElseThrow(),
                                            (first, second) -> first)),
                            time.instant().toEpochMilli());
                    return null;
                }));
    }

    private Future<Void> readStarts(Iterator<String> topics, RequestScope scope) {
        if (!topics.hasNext() || scope.deadline().left(time).isNegative()) {
            return Future.succeededFuture();
        }
        String topic = topics.next();
        return request(
                        partitionsApi,
                        scope,
                        () -> kafka.listStartOffsets(instanceId, topic, scope).map(starts -> {
                            startsReadAt.put(topic, time.nanos());
                            retention.learnStarts(topic, starts, time.instant().toEpochMilli());
                            return null;
                        }))
                .compose(done -> readStarts(topics, scope));
    }

    /**
     * Sends a request unless its API is closed. A topic that is gone is no failure, an API that is missing is none, and neither is a poll
     * that ends too early: the next one continues.
     */
    private Future<Void> request(Availability api, RequestScope scope, Supplier<Future<Void>> request) {
        if (!api.isOpen()) {
            return Future.succeededFuture();
        }
        return Futures.attempt(request).onSuccess(done -> api.opened()).recover(thrown -> {
            CloudFailure failure = CloudFailure.from(thrown);
            api.closedBy(failure);
            boolean isCutShort = failure.reason() == FailureReason.TIMEOUT
                    && scope.deadline().left(time).compareTo(SHORTEST_TIME_LEFT) < 0;
            if (failure.reason() != FailureReason.NOT_FOUND && !isCutShort) {
                problem = Optional.of(problem.orElse(failure));
            }
            return Future.succeededFuture();
        });
    }

    private void logIfChanged(Optional<CloudFailure> before) {
        if (!problem.map(CloudFailure::reason).equals(before.map(CloudFailure::reason))) {
            OUTCOMES.log(
                    problem,
                    line -> line.addKeyValue("instance_id", instanceId),
                    line -> line.addKeyValue("instance_id", instanceId));
        }
    }
}
