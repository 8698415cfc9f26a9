package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.http.PathSegment;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.vertx.core.json.DecodeException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The pages of the list of series. It ends at an empty page, at a page without a marker or with an earlier one, after {@value
 * #MOST_PAGES} pages, or at {@value #MOST_SERIES} series.
 */
final class SeriesPages {

    static final int MOST_PAGES = 100;
    static final int MOST_SERIES = 100_000;

    private static final String QUERY =
            "?namespace=SYS.DMS&metric_name=" + EyeMetric.WAITING.metricName() + "&limit=1000";
    private static final String ITEMS = "metrics";

    private final Set<TaskSeries> series = new LinkedHashSet<>();
    private final Set<String> markers = new HashSet<>();
    private String marker = "";

    /** The query of the next page. */
    String query() {
        return marker.isEmpty() ? QUERY : QUERY + "&start=" + PathSegment.of(marker);
    }

    /** The series of all pages so far. */
    Set<TaskSeries> series() {
        return series;
    }

    /** Adds the next page and returns true if there may be more. Throws a {@link DecodeException} if it is not a page. */
    boolean add(JsonFields page) {
        page.requireArray(ITEMS);
        for (JsonFields item : page.objects(ITEMS)) {
            if (series.size() < MOST_SERIES) {
                TaskSeries.of(item).ifPresent(series::add);
            }
        }
        marker = page.object("meta_data").map(data -> data.text("marker")).orElse("");
        boolean isNew = !marker.isEmpty() && markers.add(marker);
        boolean isEmpty = page.items(ITEMS).orElse(0) == 0;
        return isNew && !isEmpty && markers.size() < MOST_PAGES && series.size() < MOST_SERIES;
    }
}
