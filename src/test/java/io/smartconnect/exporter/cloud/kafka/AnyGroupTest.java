package io.smartconnect.exporter.cloud.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.dms.Counts;
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
import java.util.Locale;
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

/** The streaming reader of any consumer group finds the same as a reader of the whole tree. */
class AnyGroupTest {

    /** The result of a response; without a group if it is unreadable. */
    private record Outcome(Optional<GroupOffsets> group, SortedMap<String, Integer> unreadable, int mismatches) {

        static Outcome of(Buffer body, Reading reading) {
            Counts counts = new Counts();
            Optional<GroupOffsets> group;
            try {
                group = Optional.of(reading.read(body, counts));
            } catch (DecodeException e) {
                return new Outcome(Optional.empty(), new TreeMap<>(), 0);
            }
            SortedMap<String, Integer> tally = new TreeMap<>();
            counts.unreadable().forEach(key -> tally.merge(key, 1, Integer::sum));
            return new Outcome(group, tally, counts.mismatches());
        }
    }

    private interface Reading {
        GroupOffsets read(Buffer body, Counts counts);
    }

    /** Reads a response through a tree of all its fields. */
    private static GroupOffsets walk(Buffer body, Counts counts) {
        JsonObject answer = new JsonObject(HostileJson.withoutLongNumbers(body.toString(StandardCharsets.UTF_8)));
        if (!(answer.getValue("group") instanceof JsonObject group)) {
            counts.unreadable("group");
            return new GroupOffsets("", List.of());
        }
        JsonFields fields = new JsonFields(group, counts::unreadable);
        SortedMap<String, SortedMap<Long, Partition>> topics = new TreeMap<>();
        for (JsonFields row : fields.objects("group_message_offsets")) {
            String topic = row.identity("topic");
            OptionalLong partition = row.requiredNumber("partition");
            if (!topic.isEmpty() && partition.isPresent()) {
                Map<Long, Partition> partitions = topics.computeIfAbsent(topic, first -> new TreeMap<>());
                Partition read = partition(partition.getAsLong(), row, counts);
                partitions.putIfAbsent(read.id(), read);
            }
        }
        List<Topic> sorted = new ArrayList<>();
        topics.forEach((name, partitions) -> sorted.add(new Topic(name, new ArrayList<>(partitions.values()))));
        String state = fields.requiredText("state").toUpperCase(Locale.ROOT).replace("_", "");
        return new GroupOffsets(state, sorted);
    }

    private static Partition partition(long id, JsonFields row, Counts counts) {
        OptionalLong end = row.requiredNumber("message_log_end_offset");
        OptionalLong next = row.requiredNumber("message_current_offset");
        OptionalLong lag = row.requiredNumber("lag");
        boolean isComplete = end.isPresent() && next.isPresent() && lag.isPresent();
        if (isComplete && end.getAsLong() - next.getAsLong() != lag.getAsLong()) {
            counts.lagMismatched();
        }
        return new Partition(id, Optional.empty(), end, next, lag);
    }

    private static void assertReadAsByTree(Buffer body) {
        assertThat(Outcome.of(body, GroupReader::read)).isEqualTo(Outcome.of(body, AnyGroupTest::walk));
    }

    @Property
    void group_isReadAsByTree(@ForAll("answers") String answer) {
        assertReadAsByTree(Buffer.buffer(answer));
    }

    @Property
    void group_isReadAsByTree_whenItIsCut(@ForAll("answers") String answer, @ForAll @IntRange(max = 2_000) int end) {
        Buffer whole = Buffer.buffer(answer);
        assertReadAsByTree(whole.slice(0, Math.min(end, whole.length())));
    }

    @Property
    void group_isReadAsByTree_whenOctetsAreReplaced(
            @ForAll("answers") String answer, @ForAll List<Byte> octets, @ForAll @IntRange(max = 500) int first) {
        Buffer body = Buffer.buffer(answer);
        for (int i = 0; i < octets.size(); i++) {
            body.setByte((int) ((first + 37L * i) % body.length()), octets.get(i));
        }
        assertReadAsByTree(body);
    }

    @Provide
    Arbitrary<String> answers() {
        return HostileJson.object(HostileJson.key("group", group()), HostileJson.key("group", group()));
    }

    private static Arbitrary<String> group() {
        Arbitrary<String> members = Arbitraries.of("[]", "null", "[{\"assignment\":[{\"topic\":\"x\",\"lag\":1}]}]");
        return HostileJson.object(
                HostileJson.key("group_id", Arbitraries.of("\"connect-a\"", "7", "null")),
                HostileJson.key("state", Arbitraries.of("\"STABLE\"", "\"preparing_Rebalance\"", "\"\"", "null", "7")),
                HostileJson.key("members", members),
                HostileJson.key("group_message_offsets", HostileJson.array(row())),
                HostileJson.key("group_message_offsets", HostileJson.array(row())));
    }

    private static Arbitrary<String> row() {
        return HostileJson.object(
                HostileJson.key(
                        "topic", Arbitraries.of("\"a\"", "\"b\"", "\"\"", "\"\\ud800\"", "\"\u20ac\"", "null", "1")),
                HostileJson.key("partition", HostileJson.numbers()),
                HostileJson.key("message_log_end_offset", HostileJson.numbers()),
                HostileJson.key("message_current_offset", HostileJson.numbers()),
                HostileJson.key("lag", HostileJson.numbers()));
    }
}
