package io.smartconnect.exporter.cloud.eye;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.http.CannedCloud.Canned;
import io.smartconnect.exporter.cloud.json.HostileJson;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** Any answer of Cloud Eye gives the points that are readable, or is a bad response. */
class AnyPointTest {

    private static final Pattern TOO_LONG = Pattern.compile("(?<=[:,\\[] ?)-?\\d{1001,}[\\d.eE+-]*");

    private static final int TRIES = 300;
    private static final List<TaskSeries> ASKED =
            List.of(new TaskSeries("i", "a"), new TaskSeries("i", "b"), new TaskSeries("j", "a"));
    private static final long NOW = EyeTestClient.NOW.toEpochMilli();
    private static final long FUTURE = NOW + 3_600_000;

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init") // set before each property
    private EyeTestClient client;

    @BeforeProperty
    void start() throws Exception {
        client = new EyeTestClient(vertx, "eu-west-101");
    }

    @AfterProperty
    void stop() throws Exception {
        client.close();
        vertx.close().await(20, SECONDS);
    }

    @Property(tries = TRIES)
    void series_areThoseWithBothDimensions(@ForAll("lists") String page) throws Exception {
        client.cloud.answers(request -> Canned.ok(request.query().containsKey("start") ? "{\"metrics\":[]}" : page));
        Optional<List<JsonObject>> items = items(page, "metrics");
        if (items.isEmpty()) {
            assertThat(client.failureOfSeries().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            return;
        }
        Set<TaskSeries> expected = new LinkedHashSet<>();
        items.get().forEach(item -> series(item).ifPresent(expected::add));
        assertThat(client.series()).isEqualTo(expected);
    }

    @Property(tries = TRIES)
    void allPoints_areReadIffReadable(@ForAll("pages") String page) throws Exception {
        client.cloud.answers(request -> Canned.ok(
                request.json().getInteger("offset") > 0 || !isOf(request.json(), EyeMetric.DELAY)
                        ? "{\"data_points\":[]}"
                        : page));
        Optional<List<JsonObject>> items = items(page, "data_points");
        if (items.isEmpty()) {
            assertThat(client.failureOfAll().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            return;
        }
        Map<CloudEyePoint, Double> expected = new LinkedHashMap<>();
        List<JsonObject> ofTasks =
                items.get().stream().filter(item -> series(item).isPresent()).toList();
        ofTasks.forEach(item -> series(item).ifPresent(series -> add(expected, series, item, "value")));
        client.counts.unreadable().clear();
        assertThat(client.all()).containsExactlyInAnyOrderElementsOf(points(expected));
        assertThat(counted("value"))
                .isGreaterThanOrEqualTo(ofTasks.stream()
                        .filter(item -> decimal(item.getValue("value")).isEmpty())
                        .count());
        assertThat(counted("timestamp"))
                .isEqualTo(ofTasks.stream()
                        .filter(item -> time(item.getValue("timestamp")).isEmpty())
                        .count());
    }

    private long counted(String key) {
        return client.counts.unreadable().stream().filter(key::equals).count();
    }

    private static boolean isOf(JsonObject request, EyeMetric metric) {
        return metric.metricName().equals(request.getString("metric_name"));
    }

    @Property(tries = TRIES)
    void askedPoints_areReadIffReadable(@ForAll("batches") String body) throws Exception {
        client.cloud.answers(body);
        Optional<List<JsonObject>> items = items(body, "metrics");
        if (items.isEmpty()) {
            assertThat(client.failureOfPoints(ASKED).reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            return;
        }
        Map<CloudEyePoint, Double> expected = new LinkedHashMap<>();
        for (JsonObject item : items.get()) {
            boolean isDelay =
                    isOf(item.getValue("metric_name") instanceof String ? item : new JsonObject(), EyeMetric.DELAY);
            Optional<TaskSeries> series = series(item).filter(found -> isDelay && ASKED.contains(found));
            objects(item.getValue("datapoints"))
                    .forEach(point -> series.ifPresent(found -> add(expected, found, point, "average")));
        }
        assertThat(client.points(ASKED)).containsExactlyInAnyOrderElementsOf(points(expected));
    }

    /** Adds a readable point unless there is one of its series and time. */
    private static void add(Map<CloudEyePoint, Double> points, TaskSeries series, JsonObject item, String key) {
        Optional<Double> value = decimal(item.getValue(key));
        Optional<Long> time = time(item.getValue("timestamp"));
        if (value.isPresent() && time.isPresent()) {
            points.putIfAbsent(
                    new CloudEyePoint(series, EyeMetric.DELAY, Instant.ofEpochMilli(time.get()), 0), value.get());
        }
    }

    private static List<CloudEyePoint> points(Map<CloudEyePoint, Double> points) {
        return points.entrySet().stream()
                .map(entry -> new CloudEyePoint(
                        entry.getKey().series(), EyeMetric.DELAY, entry.getKey().time(), entry.getValue()))
                .toList();
    }

    private static Optional<Double> decimal(@Nullable Object value) {
        boolean isNumber = (value instanceof Number)
                || (value instanceof String text && text.matches("[0-9]{1,400}(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?"));
        if (!isNumber || (value instanceof Double number && !Double.isFinite(number))) {
            return Optional.empty();
        }
        double number = new BigDecimal(String.valueOf(value)).doubleValue();
        return Optional.of(number).filter(finite -> finite >= 0 && Double.isFinite(finite));
    }

    private static Optional<Long> time(@Nullable Object value) {
        boolean isWhole = value instanceof Integer
                || value instanceof Long
                || (value instanceof String text && text.matches("[0-9]+"));
        return isWhole
                ? Optional.of(new BigInteger(String.valueOf(value)))
                        .filter(time -> time.signum() >= 0 && time.compareTo(BigInteger.valueOf(FUTURE)) < 0)
                        .map(BigInteger::longValueExact)
                : Optional.empty();
    }

    private static Optional<TaskSeries> series(JsonObject item) {
        Optional<String> instance = dimension(item, "kafka_instance_id");
        return dimension(item, "connector_task")
                .flatMap(task -> instance.map(id -> new TaskSeries(id, task)))
                .filter(series ->
                        !series.task().isEmpty() && !series.instanceId().isEmpty());
    }

    private static Optional<String> dimension(JsonObject item, String name) {
        return objects(item.getValue("dimensions"))
                .filter(dimension -> name.equals(dimension.getValue("name")))
                .findFirst()
                .map(dimension -> dimension.getValue("value") instanceof String text ? text : "");
    }

    private static Stream<JsonObject> objects(@Nullable Object array) {
        return array instanceof JsonArray items
                ? items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                : Stream.empty();
    }

    /**
     * The objects of the array at {@code key}; empty if there is none. A number of more than 1,000 digits, which this parser refuses,
     * is a text.
     */
    private static Optional<List<JsonObject>> items(String page, String key) {
        try {
            JsonObject read = new JsonObject(TOO_LONG.matcher(page).replaceAll("\"\""));
            boolean isArray =
                    read.containsKey(key) && (read.getValue(key) == null || read.getValue(key) instanceof JsonArray);
            return isArray ? Optional.of(objects(read.getValue(key)).toList()) : Optional.empty();
        } catch (DecodeException noObject) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> lists() {
        Arbitrary<String> marker = HostileJson.object(HostileJson.key("marker", Arbitraries.of("\"m\"", "7", "null")));
        return HostileJson.object(
                HostileJson.key("metrics", HostileJson.array(HostileJson.object(dimensions()))),
                HostileJson.key("meta_data", marker));
    }

    @Provide
    Arbitrary<String> pages() {
        return HostileJson.object(HostileJson.key(
                "data_points",
                HostileJson.array(HostileJson.object(
                        dimensions(), HostileJson.key("timestamp", times()), HostileJson.key("value", values())))));
    }

    @Provide
    Arbitrary<String> batches() {
        Arbitrary<String> point =
                HostileJson.object(HostileJson.key("timestamp", times()), HostileJson.key("average", values()));
        Arbitrary<String> name = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("\"message_delay\"")),
                Tuple.of(1, Arbitraries.of("\"other\"", "null", "7")));
        return HostileJson.object(HostileJson.key(
                "metrics",
                HostileJson.array(HostileJson.object(
                        dimensions(),
                        HostileJson.key("metric_name", name),
                        HostileJson.key("datapoints", HostileJson.array(point))))));
    }

    private static Arbitrary<String> dimensions() {
        Arbitrary<String> instance = dimension("kafka_instance_id", Arbitraries.of("\"i\"", "\"j\""));
        Arbitrary<String> task = dimension("connector_task", Arbitraries.of("\"a\"", "\"b\"", "\"\"", "7"));
        Arbitrary<String> any = HostileJson.array(Arbitraries.oneOf(instance, task));
        Arbitrary<String> both = instance.flatMap(first -> task.map(second -> "[" + first + "," + second + "]"));
        return HostileJson.key("dimensions", Arbitraries.frequencyOf(Tuple.of(4, both), Tuple.of(1, any)));
    }

    private static Arbitrary<String> dimension(String name, Arbitrary<String> value) {
        return value.map(text -> "{\"name\":\"" + name + "\",\"value\":" + text + "}");
    }

    private static Arbitrary<String> times() {
        return Arbitraries.of(
                String.valueOf(NOW),
                String.valueOf(NOW - 60_000),
                "\"" + (NOW - 120_000) + "\"",
                "0",
                String.valueOf(FUTURE),
                "-1",
                "1.5",
                "9223372036854775807",
                "9223372036854775808",
                "null",
                "\"now\"",
                "[]");
    }

    private static Arbitrary<String> values() {
        return Arbitraries.of(
                "0",
                "1",
                "0.5",
                "-0.0",
                "\"7\"",
                "\"7.25\"",
                "\"1e3\"",
                "1e300",
                "\"1e300\"",
                "1e999",
                "\"1e999\"",
                "-1",
                "-0.5",
                "\"-1\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"0x1p3\"",
                "\"1d\"",
                "\" 1\"",
                "\"\"",
                "null",
                "true",
                "{}",
                "123456789012345678901234567890");
    }
}
