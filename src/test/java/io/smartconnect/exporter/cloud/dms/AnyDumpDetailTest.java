package io.smartconnect.exporter.cloud.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.json.HostileJson;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The streaming reader of any dump detail finds the same as a reader of the whole tree. */
class AnyDumpDetailTest {

    /** The result of a response; without facts and topics if it is unreadable. */
    private record Outcome(
            Optional<JsonObject> facts, List<Topic> topics, SortedMap<String, Integer> unreadable, int mismatches) {

        static Outcome of(Buffer body, Reading reading) {
            Counts counts = new Counts();
            try {
                DumpDetail read = reading.read(body, counts);
                return new Outcome(Optional.of(read.facts()), read.topics(), tally(counts), counts.mismatches());
            } catch (DecodeException e) {
                return new Outcome(Optional.empty(), List.of(), tally(counts), counts.mismatches());
            }
        }

        private static SortedMap<String, Integer> tally(Counts counts) {
            SortedMap<String, Integer> tally = new TreeMap<>();
            counts.unreadable().forEach(key -> tally.merge(key, 1, Integer::sum));
            return tally;
        }
    }

    private interface Reading {
        DumpDetail read(Buffer body, Counts counts);
    }

    /** Reads a response through a tree of all its fields. */
    private static DumpDetail walk(Buffer body, Counts counts) {
        JsonObject answer = new JsonObject(HostileJson.withoutLongNumbers(body.toString(StandardCharsets.UTF_8)));
        SortedMap<String, SortedMap<Long, Partition>> topics = new TreeMap<>();
        for (JsonFields topic : new JsonFields(answer, counts::unreadable).objects("topics_info")) {
            String name = topic.identity("topic");
            if (!name.isEmpty()) {
                Map<Long, Partition> partitions = topics.computeIfAbsent(name, first -> new TreeMap<>());
                topic.objects("partitions")
                        .forEach(item -> partition(item, counts)
                                .ifPresent(partition -> partitions.putIfAbsent(partition.id(), partition)));
            }
        }
        answer.remove("topics_info");
        List<Topic> sorted = new ArrayList<>();
        topics.forEach((name, partitions) -> sorted.add(new Topic(name, new ArrayList<>(partitions.values()))));
        return new DumpDetail(answer, sorted);
    }

    private static Optional<Partition> partition(JsonFields fields, Counts counts) {
        OptionalLong id = fields.requiredNumber("partition_id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String status = fields.requiredText("status");
        OptionalLong end = fields.requiredNumber("log_end_offset");
        OptionalLong next = fields.requiredNumber("last_transfer_offset");
        OptionalLong lag = fields.requiredNumber("lag");
        if (end.isPresent()
                && next.isPresent()
                && lag.isPresent()
                && end.getAsLong() - next.getAsLong() != lag.getAsLong()) {
            counts.lagMismatched();
        }
        return Optional.of(
                new Partition(id.getAsLong(), Optional.of(status).filter(text -> !text.isEmpty()), end, next, lag));
    }

    private static void assertReadAsByTree(Buffer body) {
        assertThat(Outcome.of(body, DumpDetail::parse)).isEqualTo(Outcome.of(body, AnyDumpDetailTest::walk));
    }

    @Property
    void detail_isReadAsByTree(@ForAll("answers") String answer) {
        assertReadAsByTree(Buffer.buffer(answer));
    }

    @Property
    void detail_isReadAsByTree_whenItIsCut(@ForAll("answers") String answer, @ForAll @IntRange(max = 2_000) int end) {
        Buffer whole = Buffer.buffer(answer);
        assertReadAsByTree(whole.slice(0, Math.min(end, whole.length())));
    }

    @Property
    void detail_isReadAsByTree_whenSomethingFollows(@ForAll("answers") String answer, @ForAll("values") String rest) {
        assertReadAsByTree(Buffer.buffer(answer + rest));
    }

    @Property
    void detail_isReadAsByTree_whenOctetsAreReplaced(
            @ForAll("answers") String answer, @ForAll List<Byte> octets, @ForAll @IntRange(max = 500) int first) {
        Buffer body = Buffer.buffer(answer);
        for (int i = 0; i < octets.size(); i++) {
            body.setByte((int) ((first + 37L * i) % body.length()), octets.get(i));
        }
        assertReadAsByTree(body);
    }

    @Test
    void detail_isReadAsByTree_howeverDeepItIs() {
        for (int depth : List.of(100, 990, 1_010, 100_000)) {
            for (String key : List.of("x", "topics_info", "topics_info\":[{\"partitions\":[{\"lag")) {
                String close = key.length() > 11 ? "}]}]}" : "}";
                assertReadAsByTree(Buffer.buffer("{\"" + key + "\":" + "[".repeat(depth) + "]".repeat(depth) + close));
            }
        }
    }

    @Test
    void statuses_areSharedStrings() {
        DumpDetail detail = DumpDetail.parse(Buffer.buffer("""
                        {"topics_info":[{"topic":"t","partitions":[
                          {"partition_id":1,"status":"RUNNING"},
                          {"partition_id":2,"status":"PAUSED"},
                          {"partition_id":3,"status":"RUNNING"}]}]}
                        """), new Counts());
        List<Partition> partitions = detail.topics().get(0).partitions();

        assertThat(partitions.get(2).status().orElseThrow())
                .isSameAs(partitions.get(0).status().orElseThrow());
        assertThat(partitions.get(1).status()).contains("PAUSED");
    }

    @Provide
    Arbitrary<String> answers() {
        return HostileJson.object(
                HostileJson.key("topics_info", HostileJson.array(topic())),
                HostileJson.key("topics_info", HostileJson.array(topic())),
                HostileJson.key("task_name", Arbitraries.of("\"nightly\"", "1.5", "123456789012345678901234567890")));
    }

    private static Arbitrary<String> topic() {
        return HostileJson.object(
                HostileJson.key(
                        "topic", Arbitraries.of("\"a\"", "\"b\"", "\"\"", "\"\\ud800\"", "\"\u20ac\"", "null", "1")),
                HostileJson.key("partitions", HostileJson.array(partition())),
                HostileJson.key("partitions", HostileJson.array(partition())));
    }

    private static Arbitrary<String> partition() {
        return HostileJson.object(
                HostileJson.key("partition_id", HostileJson.numbers()),
                HostileJson.key("partition_id", HostileJson.numbers()),
                HostileJson.key(
                        "status", Arbitraries.of("\"RUNNING\"", "\"PAUSED\"", "\"\"", "\"\\udfff\"", "null", "7")),
                HostileJson.key("log_end_offset", HostileJson.numbers()),
                HostileJson.key("last_transfer_offset", HostileJson.numbers()),
                HostileJson.key("lag", HostileJson.numbers()));
    }

    @Provide
    static Arbitrary<String> values() {
        return HostileJson.values();
    }
}
