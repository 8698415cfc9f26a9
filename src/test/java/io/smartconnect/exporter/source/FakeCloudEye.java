package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.eye.CloudEyePoint;
import io.smartconnect.exporter.cloud.eye.EyeMetric;
import io.smartconnect.exporter.cloud.eye.EyePoints;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Points and series that a test describes. It records the requests. */
public final class FakeCloudEye implements CloudEyeClient {

    public final Set<TaskSeries> series = new HashSet<>();
    public final List<CloudEyePoint> points = new ArrayList<>();
    public final List<String> requests = new ArrayList<>();
    public Future<Void> listing = Future.succeededFuture();
    public Future<Void> newerQuery = Future.succeededFuture();
    public Future<Void> olderQuery = Future.succeededFuture();
    public Optional<CloudFailure> lostBatch = Optional.empty();

    /** Adds a series with points of all metrics at {@code time}. */
    public void has(TaskSeries of, Instant time, double waiting) {
        series.add(of);
        points.add(new CloudEyePoint(of, EyeMetric.WAITING, time, waiting));
        points.add(new CloudEyePoint(of, EyeMetric.RATE, time, 60));
        points.add(new CloudEyePoint(of, EyeMetric.DELAY, time, 2_500));
        points.add(new CloudEyePoint(of, EyeMetric.STATUS, time, 1));
    }

    @Override
    public Future<Set<TaskSeries>> listSeries(RequestContext scope) {
        requests.add("list");
        return listing.map(done -> Set.copyOf(series));
    }

    @Override
    public Future<List<CloudEyePoint>> queryAll(Instant from, Instant to, RequestContext scope) {
        requests.add("newer " + Duration.between(from, to).toMinutes());
        return newerQuery.map(done -> between(from, to));
    }

    @Override
    public Future<EyePoints> query(Collection<TaskSeries> wanted, Instant from, Instant to, RequestContext scope) {
        TreeSet<String> names = new TreeSet<>();
        wanted.forEach(each -> names.add(each.task()));
        requests.add("older " + Duration.between(from, to).toMinutes() + " " + String.join(" ", names));
        return olderQuery.map(done -> new EyePoints(
                between(from, to).stream()
                        .filter(point -> wanted.contains(point.series()))
                        .toList(),
                lostBatch));
    }

    @Override
    public void close() {}

    private List<CloudEyePoint> between(Instant from, Instant to) {
        return points.stream()
                .filter(point -> !point.time().isBefore(from) && !point.time().isAfter(to))
                .toList();
    }
}
