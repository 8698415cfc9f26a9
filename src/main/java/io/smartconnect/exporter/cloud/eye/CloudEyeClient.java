package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The metrics of Smart Connect tasks in Cloud Eye, namespace {@code SYS.DMS}, for one project. Its requests have a rate limit of their
 * own. Futures fail with a {@link CloudFailure} and end by their deadline. Use it on one Vert.x context only.
 */
public interface CloudEyeClient {

    /** {@code GET /V1.0/{project_id}/metrics}: the tasks that have data in Cloud Eye. */
    Future<Set<TaskSeries>> listSeries(RequestContext scope);

    /**
     * {@code POST /v2/{project_id}/batch-query-metric-data}: all points of all tasks of the project. Fails with {@code not_found}
     * in a region without this API.
     *
     * @param from at most five minutes before {@code to}
     */
    Future<List<CloudEyePoint>> queryAll(Instant from, Instant to, RequestContext scope);

    /**
     * {@code POST /V1.0/{project_id}/batch-query-metric-data}: all points of these tasks, in batches as large as the API allows.
     * If a batch fails, the result has the failure and lacks its points; if all fail, the future fails.
     */
    Future<EyePoints> query(Collection<TaskSeries> series, Instant from, Instant to, RequestContext scope);

    /** Closes the connections. */
    void close();
}
