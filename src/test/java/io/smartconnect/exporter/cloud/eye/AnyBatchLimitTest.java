package io.smartconnect.exporter.cloud.eye;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the largest batch of a cloud is, all points are read, and few batches are refused. */
class AnyBatchLimitTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final QueryWindow WINDOW = new QueryWindow(NOW.minus(Duration.ofMinutes(10)), NOW);

    private final List<Integer> accepted = new ArrayList<>();
    private int refused;

    /** A cloud with this limit, which has a point of each metric. */
    private BatchQuery.BatchSender cloud(int limit) {
        return new BatchQuery.BatchSender() {
            @Override
            public Future<Integer> send(Buffer body, Function<JsonFields, Integer> decoder) {
                JsonArray metrics = body.toJsonObject().getJsonArray("metrics");
                if (metrics.size() > limit) {
                    refused++;
                    return Future.failedFuture(CloudFailure.from(
                            400, MultiMap.caseInsensitiveMultiMap(), "", NOW, UnaryOperator.identity()));
                }
                accepted.add(metrics.size());
                JsonArray points = new JsonArray()
                        .add(new JsonObject()
                                .put("timestamp", NOW.toEpochMilli())
                                .put("average", 1));
                metrics.forEach(metric -> ((JsonObject) metric).put("datapoints", points));
                return Future.succeededFuture(
                        decoder.apply(new JsonFields(new JsonObject().put("metrics", metrics), key -> {})));
            }
        };
    }

    @Property(tries = 300)
    void allPoints_areRead(
            @ForAll @IntRange(min = 1, max = 600) int limit,
            @ForAll boolean begins10,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 150) Integer> tasks) {
        accepted.clear();
        refused = 0;
        BatchSize size = new BatchSize(begins10 ? 10 : BatchSize.MOST);
        for (int count : tasks) {
            PointCollector points = new PointCollector(InstantSource.fixed(NOW));

            Future<Optional<CloudFailure>> run =
                    new BatchQuery(EyeSamples.tasks(count), WINDOW, size, points, cloud(limit)).run();

            assertThat(run.result()).isEmpty();
            assertThat(points.size()).isEqualTo(4 * count);
        }
        assertThat(refused).isLessThanOrEqualTo(9);
        assertThat(accepted).allMatch(batch -> batch <= 300);
    }
}
