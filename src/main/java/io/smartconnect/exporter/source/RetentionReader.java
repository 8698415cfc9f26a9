package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.cloud.kafka.TopicRetention;
import io.smartconnect.exporter.lag.Retention;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Reads the retention times of the topics of one instance, and the start offsets of those topics that tasks with offsets read: each
 * once per interval, however many tasks read it. A request that fails is not repeated before the interval ends. One request runs at a
 * time, since all other requests are more urgent.
 */
public final class RetentionReader {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionReader.class);
    private static final OutcomeLog TIMES_LOG = new OutcomeLog(
            LOG, "retention times of topics can't be read", "retention times of topics can be read again");
    private static final OutcomeLog STARTS_LOG =
            new OutcomeLog(LOG, "start offsets of topics can't be read", "start offsets of topics can be read again");

    /** Stands for the retention times of all topics; no topic has this name. */
    private static final String TIMES = "";

    /** Reasons that hold for all requests of a poll: the next poll tries again. */
    private static final Set<FailureReason> HOPELESS = EnumSet.of(FailureReason.AUTH, FailureReason.THROTTLED);

    private static final Duration SHORTEST_TIME_LEFT = Duration.ofSeconds(1);

    private final String instanceId;
    private final KafkaResources kafka;
    private final Retention retention;
    private final Duration interval;
    private final TimeSource time;
    private final ApiAvailability topicsApi;
    private final ApiAvailability partitionsApi;
    private final Map<String, Long> requestedAt = new HashMap<>();
    private final SortedMap<String, CloudFailure> problems = new TreeMap<>();

    /**
     * A reader that has read nothing yet.
     *
     * @param retention receives the times and offsets
     * @param interval time between two readings; zero for none
     */
    public RetentionReader(
            String instanceId, KafkaResources kafka, Retention retention, Duration interval, TimeSource time) {
        this.instanceId = instanceId;
        this.kafka = kafka;
        this.retention = retention;
        this.interval = interval;
        this.time = time;
        this.topicsApi = new ApiAvailability(time);
        this.partitionsApi = new ApiAvailability(time);
    }

    /**
     * Reads the retention times and start offsets whose interval has ended, until the deadline. Never fails.
     *
     * @param topicsWithOffsets topics whose start offsets are needed
     * @param needsTimes whether any retention time is needed
     */
    public Future<Void> read(Set<String> topicsWithOffsets, boolean needsTimes, RequestContext scope) {
        if (interval.isZero()) {
            return Future.succeededFuture();
        }
        Optional<CloudFailure> timesProblem = timesProblem();
        Optional<CloudFailure> startsProblem = startsProblem();
        retainTopics(topicsWithOffsets);
        Stream<String> topics = topicsWithOffsets.stream()
                .sorted(Comparator.comparing(this::sinceRequest).reversed().thenComparing(Comparator.naturalOrder()));
        Iterator<String> due = Stream.concat(needsTimes ? Stream.of(TIMES) : Stream.of(), topics)
                .filter(this::isDue)
                .toList()
                .iterator();
        return readNext(due, scope).onComplete(ended -> {
            TIMES_LOG.logIfChanged(timesProblem, timesProblem(), this::withId);
            STARTS_LOG.logIfChanged(startsProblem, startsProblem(), this::withId);
        });
    }

    private void retainTopics(Set<String> topics) {
        requestedAt.keySet().removeIf(key -> !key.equals(TIMES) && !topics.contains(key));
        problems.keySet().removeIf(key -> !key.equals(TIMES) && !topics.contains(key));
        retention.retainStarts(topics::contains);
    }

    private boolean isDue(String key) {
        Long last = requestedAt.get(key);
        return last == null || PollIntervals.isOver(interval, last, time);
    }

    private Long sinceRequest(String topic) {
        Long last = requestedAt.get(topic);
        return last == null ? Long.MAX_VALUE : time.nanos() - last;
    }

    private Future<Void> readNext(Iterator<String> due, RequestContext scope) {
        while (due.hasNext() && !scope.deadline().left(time).isNegative()) {
            String key = due.next();
            if (api(key).isOpen()) {
                return request(key, scope).compose(goesOn -> goesOn ? readNext(due, scope) : Future.succeededFuture());
            }
        }
        return Future.succeededFuture();
    }

    private ApiAvailability api(String key) {
        return key.equals(TIMES) ? topicsApi : partitionsApi;
    }

    /** Sends one request. Returns false if further requests would fail the same way. */
    private Future<Boolean> request(String key, RequestContext scope) {
        long now = time.nanos();
        return Futures.attempt(() -> key.equals(TIMES) ? readTimes(scope) : readStarts(key, scope))
                .map(done -> {
                    api(key).opened();
                    requestedAt.put(key, now);
                    problems.remove(key);
                    return true;
                })
                .otherwise(thrown -> fail(key, now, CloudFailure.from(thrown), scope));
    }

    private Future<Void> readTimes(RequestContext scope) {
        return kafka.listTopics(instanceId, scope)
                .onSuccess(topics -> retention.learnTimes(
                        topics.stream()
                                .filter(topic -> topic.retentionTime()
                                        .filter(known -> !known.isZero())
                                        .isPresent())
                                .collect(Collectors.toMap(
                                        TopicRetention::topic,
                                        topic -> topic.retentionTime().orElseThrow(),
                                        (first, second) -> first)),
                        time.instant().toEpochMilli()))
                .mapEmpty();
    }

    private Future<Void> readStarts(String topic, RequestContext scope) {
        return kafka.listStartOffsets(instanceId, topic, scope)
                .onSuccess(starts ->
                        retention.learnStarts(topic, starts, time.instant().toEpochMilli()))
                .mapEmpty();
    }

    /**
     * Takes in a failure. A topic that is gone is no problem, an API that is missing is none, and neither is a poll that ends too
     * early: the next one continues.
     */
    private boolean fail(String key, long sentAt, CloudFailure failure, RequestContext scope) {
        boolean isHopeless = HOPELESS.contains(failure.reason());
        api(key).closedBy(failure);
        if (!isHopeless && !failure.isUnsent()) {
            requestedAt.put(key, sentAt);
        }
        boolean isCutShort = failure.reason() == FailureReason.TIMEOUT
                && scope.deadline().left(time).compareTo(SHORTEST_TIME_LEFT) < 0;
        if (failure.reason() == FailureReason.NOT_FOUND) {
            problems.remove(key);
        } else if (!isCutShort) {
            problems.put(key, failure);
        }
        return !isHopeless;
    }

    private Optional<CloudFailure> timesProblem() {
        return Optional.ofNullable(problems.get(TIMES)).or(topicsApi::denial);
    }

    private Optional<CloudFailure> startsProblem() {
        return problems.entrySet().stream()
                .filter(each -> !each.getKey().equals(TIMES))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(partitionsApi::denial);
    }

    private LoggingEventBuilder withId(LoggingEventBuilder line) {
        return line.addKeyValue("instance_id", instanceId);
    }
}
