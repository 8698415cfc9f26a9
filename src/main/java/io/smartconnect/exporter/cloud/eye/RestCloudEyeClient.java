package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ApiClient;
import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.http.UnsignedRequest;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Cloud Eye over HTTPS, with the paths and fields of its public API reference. */
public final class RestCloudEyeClient implements CloudEyeClient {

    /** The batch that Open Telekom Cloud documents. */
    private static final int SMALL_BATCH = 10;

    /** The cloud's limit is 300 requests a minute. */
    private static final double MOST_PER_SECOND = 5;

    private static final Duration FIRST_COOL_DOWN = Duration.ofSeconds(1);
    private static final Duration LONGEST_COOL_DOWN = Duration.ofSeconds(4);

    private final ApiClient api;
    private final String oldBase;
    private final String newBase;
    private final BatchSize batchSize;

    /**
     * Creates a client of one project.
     *
     * @param api for this client alone, with {@link #limits}
     * @param isOpenTelekomCloud true for that cloud, which documents small batches
     */
    public RestCloudEyeClient(ApiClient api, String projectId, boolean isOpenTelekomCloud) {
        this.api = api;
        this.oldBase = "/V1.0/" + PathSegment.of(projectId);
        this.newBase = "/v2/" + PathSegment.of(projectId);
        this.batchSize = new BatchSize(isOpenTelekomCloud ? SMALL_BATCH : BatchSize.MOST);
    }

    /**
     * The limits on requests to Cloud Eye where those on requests to DMS for Kafka are {@code dms}: one request at a time, and after
     * throttling the pauses of 1, 2 and 4 seconds that Cloud Eye recommends.
     */
    public static ApiSettings limits(ApiSettings dms) {
        return new ApiSettings(
                dms.requestTimeout(),
                1,
                Math.min(MOST_PER_SECOND, dms.maxRequestsPerSecond()),
                dms.maxRetries(),
                FIRST_COOL_DOWN,
                LONGEST_COOL_DOWN,
                dms.waitsWhenThrottled(),
                dms.authorities());
    }

    @Override
    public Future<Set<TaskSeries>> listSeries(RequestContext scope) {
        return listSeries(new SeriesPages(), scope);
    }

    private Future<Set<TaskSeries>> listSeries(SeriesPages pages, RequestContext scope) {
        String path = oldBase + "/metrics" + pages.query();
        return api.read(UnsignedRequest.of(CloudOperation.LIST_CLOUD_EYE_METRICS, path), scope, pages::add)
                .compose(more -> more && !scope.firstPageOnly()
                        ? listSeries(pages, scope)
                        : Future.succeededFuture(pages.series()));
    }

    @Override
    public Future<List<CloudEyePoint>> queryAll(Instant from, Instant to, RequestContext scope) {
        PointCollector points = new PointCollector(api.time());
        Future<Void> read = Future.succeededFuture();
        for (EyeMetric metric : EyeMetric.values()) {
            read = read.compose(next -> query(new MetricPages(metric, new QueryWindow(from, to), points), scope));
        }
        return read.map(done -> points.points());
    }

    private Future<Void> query(MetricPages pages, RequestContext scope) {
        UnsignedRequest request = new UnsignedRequest(
                CloudOperation.QUERY_CLOUD_EYE, newBase + "/batch-query-metric-data", pages.request(), List.of());
        return api.read(request, scope, pages::add)
                .compose(more -> more ? query(pages, scope) : Future.succeededFuture());
    }

    @Override
    public Future<EyePoints> query(Collection<TaskSeries> series, Instant from, Instant to, RequestContext scope) {
        PointCollector points = new PointCollector(api.time());
        BatchQuery.BatchSender sender = (body, decoder) -> api.read(
                new UnsignedRequest(
                        CloudOperation.QUERY_CLOUD_EYE, oldBase + "/batch-query-metric-data", body, List.of()),
                scope,
                decoder);
        return new BatchQuery(series, new QueryWindow(from, to), batchSize, points, sender)
                .run()
                .map(failure -> new EyePoints(points.points(), failure));
    }

    @Override
    public void close() {
        api.close();
    }
}
