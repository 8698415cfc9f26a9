package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.eye.CloudEye;
import io.smartconnect.exporter.cloud.eye.Point;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestScope;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values of the replications of one target in Cloud Eye: a few requests for all of them. It uses the newer query of all tasks where
 * the region has it, and asks the older one for the tasks that are missing there. The list of series, which names the tasks that have
 * values, is read once an hour, and after ten minutes if a replication is not in it.
 */
public final class CloudEyeReader {

    /** Values are often five minutes late. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);

    /** The longest window of the newer query. */
    private static final Duration SHORT_LOOK_BACK = Duration.ofMinutes(5);

    private static final Duration LISTING_LIFE = Duration.ofHours(1);
    private static final Duration LISTING_LIFE_WHEN_MISSING = Duration.ofMinutes(10);

    private final CloudEye cloudEye;
    private final Duration history;
    private final TimeSource time;
    private final Availability listing;
    private final Availability newerQuery;
    private final Availability queries;
    private final Set<TaskSeries> withHistory = new HashSet<>();
    private @Nullable Set<TaskSeries> listed;
    private long listedAt;

    /**
     * A reader that has read nothing yet.
     *
     * @param windowPoints points that a judgement needs: the first request for a task reaches back so many minutes and five more
     */
    public CloudEyeReader(CloudEye cloudEye, int windowPoints, TimeSource time) {
        this.cloudEye = cloudEye;
        this.history = SHORT_LOOK_BACK.plusMinutes(windowPoints);
        this.time = time;
        this.listing = new Availability(time);
        this.newerQuery = new Availability(time);
        this.queries = new Availability(time);
    }

    /** True if there are replications to read, and the cloud has not just denied Cloud Eye or answered that it has none. */
    public boolean isWorthReading(Collection<Replication> replications) {
        return !replications.isEmpty() && queries.isOpen();
    }

    /** Reads the newest values of these replications. Fails with a {@link CloudFailure} if a request fails. */
    public Future<List<TaskSamples>> read(Collection<Replication> replications, RequestScope scope) {
        return list(replications, scope)
                .compose(done -> {
                    Map<TaskSeries, Replication> owners = owners(replications);
                    withHistory.retainAll(owners.keySet());
                    return owners.isEmpty()
                            ? Future.succeededFuture(List.<TaskSamples>of())
                            : query(owners.keySet(), scope).map(points -> byTask(points, owners));
                })
                .recover(thrown -> closed(thrown, queries) ? succeedIfMissing(thrown) : Future.failedFuture(thrown));
    }

    /** Reads the list of series if it is due. Where the list is denied, the usual names have to do. */
    private Future<Void> list(Collection<Replication> replications, RequestScope scope) {
        if (!listing.isOpen() || !isListingDue(replications)) {
            return Future.succeededFuture();
        }
        listedAt = time.nanos();
        return cloudEye.listSeries(scope)
                .onSuccess(found -> {
                    listing.opened();
                    listed = found;
                })
                .<Void>mapEmpty()
                .recover(thrown -> closed(thrown, listing) || listed != null
                        ? Future.succeededFuture()
                        : Future.failedFuture(thrown));
    }

    private boolean isListingDue(Collection<Replication> replications) {
        if (listed == null) {
            return true;
        }
        Duration age = Duration.ofNanos(time.nanos() - listedAt);
        boolean isMissing =
                replications.stream().anyMatch(each -> each.seriesIn(listed).isEmpty());
        return age.compareTo(isMissing ? LISTING_LIFE_WHEN_MISSING : LISTING_LIFE) >= 0;
    }

    private Map<TaskSeries, Replication> owners(Collection<Replication> replications) {
        Map<TaskSeries, Replication> owners = new HashMap<>();
        for (Replication replication : replications) {
            Collection<TaskSeries> series = listed == null ? replication.usualSeries() : replication.seriesIn(listed);
            series.forEach(each -> owners.putIfAbsent(each, replication));
        }
        return owners;
    }

    private Future<List<Point>> query(Set<TaskSeries> series, RequestScope scope) {
        Instant now = time.instant();
        Set<TaskSeries> unknown = new HashSet<>(series);
        unknown.removeAll(withHistory);
        List<Point> points = new ArrayList<>();
        return queryAll(series, now, scope)
                .onSuccess(points::addAll)
                .compose(recent -> queryOlder(unknown, history, scope))
                .onSuccess(points::addAll)
                .compose(older -> {
                    Set<TaskSeries> missing = new HashSet<>(series);
                    points.stream().map(Point::series).forEach(missing::remove);
                    missing.removeAll(unknown);
                    return queryOlder(missing, LOOK_BACK, scope);
                })
                .map(late -> {
                    points.addAll(late);
                    return points;
                });
    }

    private Future<List<Point>> queryOlder(Set<TaskSeries> series, Duration lookBack, RequestScope scope) {
        if (series.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Instant now = time.instant();
        return cloudEye.query(series, now.minus(lookBack), now, scope)
                .onSuccess(points -> points.forEach(point -> withHistory.add(point.series())));
    }

    /** The points of these series by the newer query; none where the region does not have it. */
    private Future<List<Point>> queryAll(Set<TaskSeries> series, Instant now, RequestScope scope) {
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

    private static List<TaskSamples> byTask(List<Point> points, Map<TaskSeries, Replication> owners) {
        return points.stream()
                .filter(point -> owners.containsKey(point.series()))
                .collect(Collectors.groupingBy(
                        point -> owners.get(point.series()), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each ->
                        TaskSamples.of(each.getKey().instanceId(), each.getKey().taskId(), each.getValue()))
                .toList();
    }

    private static boolean closed(Throwable thrown, Availability availability) {
        return availability.closedBy(CloudFailure.from(thrown));
    }

    private static <T> Future<List<T>> succeedIfMissing(Throwable thrown) {
        return CloudFailure.from(thrown).isMissingApi()
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(thrown);
    }
}
