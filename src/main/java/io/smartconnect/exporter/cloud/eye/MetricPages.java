package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/**
 * The pages of one metric of all tasks of a project, by API v2. They end at an empty page, at a page that only repeats points, or after
 * {@value #MOST_PAGES} pages.
 */
final class MetricPages {

    static final int MOST_PAGES = 100;

    private static final int PAGE = 1000;
    private static final String ITEMS = "data_points";

    private final EyeMetric metric;
    private final QueryWindow window;
    private final PointCollector points;
    private int offset;
    private int pages;

    MetricPages(EyeMetric metric, QueryWindow window, PointCollector points) {
        this.metric = metric;
        this.window = window;
        this.points = points;
    }

    /** The body of the request for the next page. */
    Buffer request() {
        return new JsonObject()
                .put("namespace", QueryWindow.NAMESPACE)
                .put("metric_name", metric.metricName())
                .put("metric_dimension", TaskSeries.DIMENSIONS)
                .put("from", window.from().toEpochMilli())
                .put("to", window.to().toEpochMilli())
                .put("limit", PAGE)
                .put("offset", offset)
                .toBuffer();
    }

    /** Adds the next page and returns true if there may be more. Throws a {@link DecodeException} if it is not a page. */
    boolean add(JsonFields page) {
        page.requireArray(ITEMS);
        int before = points.size();
        int repeated = points.repeated();
        for (JsonFields point : page.objects(ITEMS)) {
            TaskSeries.of(point).ifPresent(series -> points.add(series, metric, point, "value"));
        }
        int found = page.items(ITEMS).orElse(0);
        offset += found;
        pages++;
        boolean onlyRepeats = points.size() == before && points.repeated() > repeated;
        return found > 0 && !onlyRepeats && !points.isFull() && pages < MOST_PAGES;
    }
}
