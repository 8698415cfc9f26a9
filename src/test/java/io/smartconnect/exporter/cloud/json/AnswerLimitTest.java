package io.smartconnect.exporter.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Legal answers that would fill the heap, and oddities that cost one value at most. */
class AnswerLimitTest {

    private record Item(String id, OptionalLong size) {}

    private final List<String> unreadable = new ArrayList<>();
    private final PageCollector<Item> paging =
            new PageCollector<>("tasks", "total_number", AnswerLimitTest::item, Item::id);

    private static Optional<Item> item(JsonFields fields) {
        return Optional.of(new Item(fields.identity("id"), fields.number("size")));
    }

    private boolean add(String json) {
        return paging.add(Buffer.buffer(json), unreadable::add);
    }

    private void assertRefused(String json, String rule) {
        assertThatThrownBy(() -> add(json))
                .isInstanceOf(AnswerLimit.ExceededException.class)
                .hasMessage(rule);
    }

    private static String page(int first, int items) {
        return IntStream.range(first, first + items)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(",", "{\"total_number\":9999999,\"tasks\":[", "]}"));
    }

    @Test
    void listingOfTooManyItems_isRefused_inOnePageOrMore() {
        assertThat(add(page(0, 5_000))).isTrue();
        assertRefused(page(5_000, 1), "must have at most 5,000 tasks");
        assertThat(paging.items()).hasSize(5_000);
    }

    @Test
    void listingOfManyItems_isRefused_beforeItIsReadWhole() {
        assertRefused(page(0, 200_000).replace("]}", ""), "must have at most 5,000 tasks");
    }

    @Test
    void pagesOfTooManyBytes_areRefused_together() {
        String padding = " ".repeat(9 << 20);
        assertThat(add(page(0, 1) + padding)).isTrue();
        assertRefused(page(1, 1) + padding, "must have at most 16,777,216 bytes in all pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{},", "[],", "1,", "\"\","})
    void itemOfTooManyValues_isRefused(String value) {
        String values = value.repeat(10_001);
        assertRefused(
                "{\"total_number\":1,\"tasks\":[{\"id\":\"a\",\"x\":[" + values + "1]}]}",
                "must have at most 10,000 values");
    }

    @Test
    void otherFieldsOfAPage_areSkipped_whateverTheirSize() {
        String padding = "\"padding\":\"" + "x".repeat(9 << 20) + "\",\"" + "n".repeat(999) + "\":["
                + "{},".repeat(300_000) + "{}]";
        assertThat(add("{" + padding + ",\"total_number\":1,\"tasks\":[{\"id\":\"a\"}]}"))
                .isFalse();
        assertThat(paging.items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"%s\":1", "\"x\":\"%s\"", "\"x\":%s"})
    void longValueOrName_isRefused(String field) {
        String long1 = "1".repeat((1 << 20) + 1);
        assertRefused(
                "{\"total_number\":1,\"tasks\":[{\"id\":\"a\"," + field.formatted(long1) + "}]}",
                "must have at most 1,048,576 characters in a value, 1,000 in a name, and 1,000 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "-%s", "\"%s\"", "1.%s", "0.%se%1$s"})
    void numberOf100000Digits_isOneUnreadableValue(String number) {
        String digits = "7".repeat(100_000);
        assertThat(add("{\"total_number\":2,\"tasks\":[{\"id\":\"a\",\"size\":" + number.formatted(digits)
                        + "},{\"id\":\"b\",\"size\":2}]}"))
                .isFalse();
        assertThat(paging.items())
                .containsExactly(new Item("a", OptionalLong.empty()), new Item("b", OptionalLong.of(2)));
        assertThat(unreadable).containsExactly("size");
    }

    @Test
    void byteOrderMark_isSkipped() {
        assertThat(add("\uFEFF{\"total_number\":1,\"tasks\":[{\"id\":\"a\"}]}")).isFalse();
        assertThat(paging.items()).hasSize(1);
        assertThat(JsonStream.object(Buffer.buffer("\uFEFF{\"a\":1}"))).isEqualTo(JsonObject.of("a", 1));
    }

    @Test
    void repeatedItems_replaceTheEarlierOnes_andTheirUnreadableValues() {
        assertThat(add("{\"total_number\":1,\"tasks\":[7,{\"id\":\"a\"}],\"tasks\":[{\"id\":\"b\"}]}"))
                .isFalse();
        assertThat(paging.items()).extracting(Item::id).containsExactly("b");
        assertThat(paging.offset()).isEqualTo(1);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void objectOfTooManyValues_isRefused() {
        assertThatThrownBy(() -> JsonStream.object(Buffer.buffer("{\"x\":[" + "1,".repeat(200_000) + "1]}")))
                .isInstanceOf(AnswerLimit.ExceededException.class)
                .hasMessage("must have at most 200,000 values");
    }
}
