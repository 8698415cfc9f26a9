package io.smartconnect.exporter.cloud.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.json.HostileJson;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.jspecify.annotations.Nullable;

/** Any listing gives what it has of use, or is a bad response. */
class AnyListingTest {

    private static final int TRIES = 200;

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init") // set before each property
    private KafkaTestClient client;

    @BeforeProperty
    void start() throws Exception {
        client = new KafkaTestClient(vertx);
    }

    @AfterProperty
    void stop() throws Exception {
        client.close();
        vertx.close().await(20, SECONDS);
    }

    @Property(tries = TRIES)
    void groups_areTheNames(@ForAll("groups") String page) throws Exception {
        assertRead(
                page,
                "groups",
                (kafka, scope) -> kafka.listGroups("i", "", scope),
                items -> items.stream()
                        .map(item -> item.getValue("group_id"))
                        .filter(name -> name instanceof String text && !text.isEmpty())
                        .map(name -> clean((String) name))
                        .distinct()
                        .toList());
    }

    @Property(tries = TRIES)
    void topics_haveARetentionTime_iffItIsAWholeNumberOfHours(@ForAll("topics") String page) throws Exception {
        assertRead(page, "topics", (kafka, scope) -> kafka.listTopics("i", scope), items -> {
            Map<String, TopicRetention> first = new LinkedHashMap<>();
            for (JsonObject item : items) {
                Object name = item.getValue("name") == null && item.getValue("id") != null
                        ? item.getValue("id")
                        : item.getValue("name");
                if (name instanceof String text && !text.isEmpty()) {
                    Optional<Duration> retention = whole(item.getValue("retention_time"))
                            .filter(hours -> hours <= 87_672)
                            .map(Duration::ofHours);
                    first.putIfAbsent(clean(text), new TopicRetention(clean(text), retention));
                }
            }
            return List.copyOf(first.values());
        });
    }

    @Property(tries = TRIES)
    void startOffsets_areKnown_iffTheyAreNotBeyondTheEnd(@ForAll("partitions") String page) throws Exception {
        assertRead(page, "partitions", (kafka, scope) -> kafka.listStartOffsets("i", "t", scope), items -> {
            Map<Long, Optional<Long>> first = new HashMap<>();
            for (JsonObject item : items) {
                Optional<Long> end = whole(item.getValue("last_offset"));
                Optional<Long> start =
                        whole(item.getValue("start_offset")).filter(offset -> offset <= end.orElse(Long.MAX_VALUE));
                whole(item.getValue("partition")).ifPresent(partition -> first.putIfAbsent(partition, start));
            }
            return first.entrySet().stream()
                    .filter(entry -> entry.getValue().isPresent())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().orElseThrow()));
        });
    }

    /** Reads {@code page}, for all offsets, and compares it with the items that it has. */
    private <T> void assertRead(
            String page, String key, KafkaTestClient.Question<T> question, Function<List<JsonObject>, T> expected)
            throws Exception {
        client.cloud.answers(page);
        Optional<List<JsonObject>> items = items(page, key);
        if (items.isPresent()) {
            T read = client.answer(question);
            assertThat((Object) read).isEqualTo(expected.apply(items.get()));
        } else {
            CloudFailure failure = client.failure(question);
            assertThat(failure.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        }
    }

    /** The objects of the listing; empty if it is none. */
    private static Optional<List<JsonObject>> items(String page, String key) {
        JsonObject read;
        try {
            read = new JsonObject(HostileJson.withoutLongNumbers(page));
        } catch (DecodeException noObject) {
            return Optional.empty();
        }
        Object total = read.getValue("total") == null && read.getValue("count") != null
                ? read.getValue("count")
                : read.getValue("total");
        if (read.getValue(key) == null && whole(total).equals(Optional.of(0L))) {
            return Optional.of(List.of());
        }
        return read.getValue(key) instanceof JsonArray array
                ? Optional.of(array.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList())
                : Optional.empty();
    }

    private static Optional<Long> whole(@Nullable Object value) {
        boolean isWhole = value instanceof Integer
                || value instanceof Long
                || (value instanceof String text && text.matches("[0-9]+"));
        return isWhole
                ? Optional.of(new BigInteger(String.valueOf(value)))
                        .filter(number -> number.signum() >= 0 && number.bitLength() <= 63)
                        .map(BigInteger::longValueExact)
                : Optional.empty();
    }

    private static String clean(String text) {
        return text.replaceAll("[\\ud800-\\udfff]", "\ufffd");
    }

    @Provide
    Arbitrary<String> groups() {
        return page("groups", HostileJson.object(HostileJson.key("group_id", names())));
    }

    @Provide
    Arbitrary<String> topics() {
        return page(
                "topics",
                HostileJson.object(
                        HostileJson.key("name", names()),
                        HostileJson.key("id", names()),
                        HostileJson.key("retention_time", HostileJson.numbers())));
    }

    @Provide
    Arbitrary<String> partitions() {
        return page(
                "partitions",
                HostileJson.object(
                        HostileJson.key("partition", HostileJson.numbers()),
                        HostileJson.key("start_offset", HostileJson.numbers()),
                        HostileJson.key("last_offset", HostileJson.numbers())));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("\"a\"", "\"b\"", "\"\"", "\"\\ud800\"", "\"\u20ac/..\"", "null", "1");
    }

    private static Arbitrary<String> page(String key, Arbitrary<String> item) {
        return HostileJson.object(
                HostileJson.key(key, HostileJson.array(item)),
                HostileJson.key("total", HostileJson.numbers()),
                HostileJson.key("count", HostileJson.numbers()));
    }
}
