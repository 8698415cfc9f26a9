package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.eye.CloudEyePoint;
import io.smartconnect.exporter.cloud.eye.EyePoints;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The values of the replications of one target in Cloud Eye: a few requests for all of them. It uses the newer query of all tasks where
 * the region has it, and asks the older one for the series that are missing there.
 */
public final class CloudEyeReader {

    /** Values are often five minutes late. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);

    /** The longest window of the newer query. */
    private static final Duration SHORT_LOOK_BACK = Duration.ofMinutes(5);

    private static final EyePoints NO_POINTS = new EyePoints(List.of(), Optional.empty());

    /**
     * The samples that could be read.
     *
     * @param tasks with at least one point
     * @param failure of the list of series or of a query; samples may be missing because of it
     */
    public record Samples(List<CloudEyeTaskSamples> tasks, Optional<CloudFailure> failure) {}

    /** The points of several queries. */
    private final class Findings {
        private final List<CloudEyePoint> points = new ArrayList<>();
        private Optional<CloudFailure> failure = Optional.empty();

        void add(EyePoints read) {
            points.addAll(read.points());
            failure = failure.or(read::failure);
        }

        /** The series without a point, except {@code unread}, whose whole window was just requested. */
        Set<TaskSeries> missing(Set<TaskSeries> series, Set<TaskSeries> unread) {
            Set<TaskSeries> missing = new HashSet<>(series);
            points.stream().map(CloudEyePoint::series).forEach(missing::remove);
            missing.removeAll(unread);
            return missing;
        }

        /** Takes in the failure of the older query. A denied one is not repeated for a while. */
        Future<EyePoints> noteFailure(Throwable thrown) {
            closed(thrown, olderQuery);
            failure = failure.or(() -> Optional.of(CloudFailure.from(thrown)));
            return Future.succeededFuture(NO_POINTS);
        }

        EyePoints result() {
            return new EyePoints(points, failure);
        }
    }

    private final CloudEyeClient cloudEye;
    private final Duration history;
    private final TimeSource time;
    private final SeriesList list;
    private final ApiAvailability newerQuery;
    private final ApiAvailability olderQuery;

    /** Closed if a poll could read nothing because of a denial, or because the cloud has no Cloud Eye. */
    private final ApiAvailability access;

    private final Set<TaskSeries> withHistory = new HashSet<>();

    /**
     * A reader that has read nothing yet.
     *
     * @param windowPoints number of points that a judgement needs: the first request for a task reaches back five minutes more
     */
    public CloudEyeReader(CloudEyeClient cloudEye, int windowPoints, TimeSource time) {
        this.cloudEye = cloudEye;
        this.history = SHORT_LOOK_BACK.plusMinutes(windowPoints);
        this.time = time;
        this.list = new SeriesList(cloudEye, time);
        this.newerQuery = new ApiAvailability(time);
        this.olderQuery = new ApiAvailability(time);
        this.access = new ApiAvailability(time);
    }

    /** True if there are replications to read, and the cloud has not just denied Cloud Eye or answered that it has none. */
    public boolean isWorthReading(Collection<CloudEyeReplication> replications) {
        return !replications.isEmpty() && access.isOpen();
    }

    /** The last denial of the list of series or of the older query; empty after a success. */
    public Optional<CloudFailure> denial() {
        return list.denial().or(olderQuery::denial);
    }

    /**
     * Reads the newest values of these replications. Fails with a {@link CloudFailure} if a query fails and no value has been read
     * before. A cloud without Cloud Eye has no values.
     */
    public Future<Samples> read(Collection<CloudEyeReplication> replications, RequestContext scope) {
        return list.refresh(replications, scope)
                .compose(listFailure -> {
                    Map<TaskSeries, CloudEyeReplication> owners = owners(replications);
                    withHistory.retainAll(owners.keySet());
                    return query(owners.keySet(), scope)
                            .map(read -> new Samples(byTask(read.points(), owners), listFailure.or(read::failure)));
                })
                .recover(thrown -> closed(thrown, access) ? succeedIfMissing(thrown) : Future.failedFuture(thrown));
    }

    private Map<TaskSeries, CloudEyeReplication> owners(Collection<CloudEyeReplication> replications) {
        Map<TaskSeries, CloudEyeReplication> owners = new HashMap<>();
        replications.forEach(each -> list.of(each).forEach(series -> owners.putIfAbsent(series, each)));
        return owners;
    }

    /** The points of all queries. If one fails, the result has its failure, unless there are no points at all. */
    private Future<EyePoints> query(Set<TaskSeries> series, RequestContext scope) {
        if (series.isEmpty()) {
            return Future.succeededFuture(NO_POINTS);
        }
        Findings found = new Findings();
        // the older query has not answered these yet, so it reads their whole window
        Set<TaskSeries> unread = new HashSet<>(series);
        unread.removeAll(withHistory);
        return queryAll(series, time.instant(), scope)
                .onSuccess(found.points::addAll)
                .compose(recent -> queryOlder(unread, history, scope))
                .onSuccess(found::add)
                .compose(older -> queryOlder(found.missing(series, unread), LOOK_BACK, scope))
                .onSuccess(found::add)
                .recover(thrown -> found.points.isEmpty() ? Future.failedFuture(thrown) : found.noteFailure(thrown))
                .map(done -> found.result());
    }

    private Future<EyePoints> queryOlder(Set<TaskSeries> series, Duration lookBack, RequestContext scope) {
        if (series.isEmpty() || !olderQuery.isOpen()) {
            return Future.succeededFuture(NO_POINTS);
        }
        Instant now = time.instant();
        return cloudEye.query(series, now.minus(lookBack), now, scope).onSuccess(read -> {
            olderQuery.opened();
            read.points().forEach(point -> withHistory.add(point.series()));
        });
    }

    /** The points of these series by the newer query; none where the region does not have it. */
    private Future<List<CloudEyePoint>> queryAll(Set<TaskSeries> series, Instant now, RequestContext scope) {
        if (!newerQuery.isOpen()) {
            return Future.succeededFuture(List.of());
        }
        return cloudEye.queryAll(now.minus(SHORT_LOOK_BACK), now, scope)
                .onSuccess(points -> newerQuery.opened())
                .map(points -> points.stream()
                        .filter(point -> series.contains(point.series()))
                        .toList())
                .recover(thrown -> {
                    if (CloudFailure.from(thrown).reason() != FailureReason.NOT_FOUND) {
                        return Future.failedFuture(thrown);
                    }
                    newerQuery.close();
                    return Future.succeededFuture(List.of());
                });
    }

    private static List<CloudEyeTaskSamples> byTask(
            List<CloudEyePoint> points, Map<TaskSeries, CloudEyeReplication> owners) {
        Map<CloudEyeReplication, Set<TaskSeries>> parts = new HashMap<>();
        owners.forEach((series, owner) ->
                parts.computeIfAbsent(owner, first -> new HashSet<>()).add(series));
        return points.stream()
                .filter(point -> owners.containsKey(point.series()))
                .collect(Collectors.groupingBy(
                        point -> owners.get(point.series()), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> CloudEyeTaskSamples.of(
                        each.getKey(), parts.getOrDefault(each.getKey(), Set.of()), each.getValue()))
                .toList();
    }

    private static boolean closed(Throwable thrown, ApiAvailability availability) {
        return availability.closedBy(CloudFailure.from(thrown));
    }

    private static Future<Samples> succeedIfMissing(Throwable thrown) {
        return CloudFailure.from(thrown).isMissingApi()
                ? Future.succeededFuture(new Samples(List.of(), Optional.empty()))
                : Future.failedFuture(thrown);
    }
}
