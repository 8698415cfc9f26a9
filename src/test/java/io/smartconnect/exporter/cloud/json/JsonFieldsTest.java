package io.smartconnect.exporter.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    private final List<String> unreadable = new ArrayList<>();

    private JsonFields fields(String json) {
        return new JsonFields(new JsonObject(json), unreadable::add);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "'\"0\"', 0",
        "3, 3",
        "'\"3\"', 3",
        "3000000000, 3000000000",
        "9223372036854775807, 9223372036854775807",
        "'\"9223372036854775807\"', 9223372036854775807",
        "'\"007\"', 7",
        "'\"0000000000000000000000000000012\"', 12"
    })
    void number_isRead_fromDigits(String json, long number) {
        assertThat(fields("{\"lag\":" + json + "}").number("lag")).hasValue(number);
        assertThat(fields("{\"lag\":" + json + "}").requiredNumber("lag")).hasValue(number);
        assertThat(unreadable).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, 1.5", "'\"1.5\"', 1.5", "1e3, 1000", "'\"1E+3\"', 1000", "-0.0, 0", "'\"007\"', 7"})
    void decimal_isRead_fromANumberOrItsText(String json, double number) {
        assertThat(fields("{\"value\":" + json + "}").requiredDecimal("value")).hasValue(number);
        assertThat(unreadable).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0.1",
                "-1",
                "\"-1\"",
                "1e999",
                "\"1e999\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"0x1p3\"",
                "\"1d\"",
                "\"\"",
                "\" 1\"",
                "\"1.\"",
                "null",
                "true",
                "[1]"
            })
    void decimal_isUnknown_whenItIsNegative_notFinite_orNoNumber(String json) {
        assertThat(fields("{\"value\":" + json + "}").requiredDecimal("value")).isEmpty();
        assertThat(fields("{}").requiredDecimal("value")).isEmpty();
        assertThat(unreadable).containsExactly("value", "value");
    }

    @Test
    void number_isUnknown_beyondItsLimit() {
        assertThat(fields("{\"hours\":720}").requiredNumber("hours", 720)).hasValue(720);
        assertThat(unreadable).isEmpty();
        assertThat(fields("{\"hours\":\"721\"}").requiredNumber("hours", 720)).isEmpty();
        assertThat(unreadable).containsExactly("hours");
    }

    @Test
    void firstOf_isTheFirstKeyWithAValue() {
        List<String> keys = List.of("total", "count");

        assertThat(fields("{\"count\":1,\"total\":2}").firstOf(keys)).isEqualTo("total");
        assertThat(fields("{\"count\":1,\"total\":null}").firstOf(keys)).isEqualTo("count");
        assertThat(fields("{}").firstOf(keys)).isEqualTo("total");
    }

    @Test
    void requiredArray_isAnArrayOrNull() {
        fields("{\"items\":[]}").requireArray("items");
        fields("{\"items\":null}").requireArray("items");
        for (String wrong : List.of("{}", "{\"items\":{}}", "{\"items\":\"\"}")) {
            assertThatThrownBy(() -> fields(wrong).requireArray("items"))
                    .isInstanceOf(DecodeException.class)
                    .hasMessage("\"items\" must be an array");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"-\"",
                "\"-1\"",
                "-1",
                "\"+1\"",
                "\" 1\"",
                "\"1 \"",
                "\"1.0\"",
                "1.0",
                "1.5",
                "1e3",
                "\"1e3\"",
                "\"0x10\"",
                "\"many\"",
                "9223372036854775808",
                "\"9223372036854775808\"",
                "-9223372036854775809",
                "1e400",
                "\"\u0661\u0662\"",
                "true",
                "{}",
                "[1]"
            })
    void number_isUnknownAndCounted_otherwise(String json) {
        assertThat(fields("{\"lag\":" + json + "}").number("lag")).isEmpty();
        assertThat(fields("{\"lag\":" + json + "}").requiredNumber("lag")).isEmpty();
        assertThat(unreadable).containsExactly("lag", "lag");
    }

    @Test
    void missingNumber_isCounted_onlyWhenRequired() {
        assertThat(fields("{}").number("lag")).isEmpty();
        assertThat(unreadable).isEmpty();
        assertThat(fields("{}").requiredNumber("lag")).isEmpty();
        assertThat(unreadable).containsExactly("lag");
    }

    @Test
    void text_isReadAsItStands() {
        assertThat(fields("{\"name\":\" a\\n\\\"b\\\" \"}").text("name")).isEqualTo(" a\n\"b\" ");
        assertThat(fields("{\"name\":\"x\"}").requiredText("name")).isEqualTo("x");
        assertThat(unreadable).isEmpty();
    }

    @Test
    void text_isEmptyAndNotCounted_whenNull() {
        assertThat(fields("{\"name\":null}").text("name")).isEmpty();
        assertThat(fields("{\"name\":null}").requiredText("name")).isEmpty();
        assertThat(fields("{\"name\":\"\"}").requiredText("name")).isEmpty();
        assertThat(fields("{}").text("name")).isEmpty();
        assertThat(unreadable).isEmpty();
    }

    @Test
    void missingText_isCounted_whenRequired() {
        assertThat(fields("{}").requiredText("name")).isEmpty();
        assertThat(unreadable).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "{}", "[]"})
    void text_isEmptyAndCounted_whenItIsSomethingElse(String json) {
        assertThat(fields("{\"name\":" + json + "}").text("name")).isEmpty();
        assertThat(unreadable).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":7}", "{\"id\":[]}"})
    void identity_isEmptyAndCountedOnce_whenThereIsNone(String json) {
        assertThat(fields(json).identity("id")).isEmpty();
        assertThat(unreadable).containsExactly("id");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"', true", "'\"false\"', false"})
    void flag_isRead_fromBooleansAndTheirNames(String json, boolean flag) {
        assertThat(fields("{\"on\":" + json + "}").flag("on")).contains(flag);
        assertThat(unreadable).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "\"TRUE\"", "\"yes\"", "{}"})
    void flag_isUnknownAndCounted_otherwise(String json) {
        assertThat(fields("{\"on\":" + json + "}").flag("on")).isEmpty();
        assertThat(unreadable).containsExactly("on");
    }

    @Test
    void flag_isUnknownAndNotCounted_whenMissingOrNull() {
        assertThat(fields("{\"on\":null}").flag("on")).isEmpty();
        assertThat(fields("{}").flag("on")).isEmpty();
        assertThat(unreadable).isEmpty();
    }

    @Test
    void object_isCounted_onlyWhenItIsSomethingElse() {
        assertThat(fields("{\"sink\":{\"a\":1}}").object("sink")).isPresent();
        assertThat(fields("{\"sink\":null}").object("sink")).isEmpty();
        assertThat(fields("{}").object("sink")).isEmpty();
        assertThat(unreadable).isEmpty();
        assertThat(fields("{\"sink\":\"\"}").object("sink")).isEmpty();
        assertThat(fields("{\"sink\":[]}").object("sink")).isEmpty();
        assertThat(unreadable).containsExactly("sink", "sink");
    }

    @Test
    void innerObject_countsItsOwnKeys() {
        JsonFields sink =
                fields("{\"sink\":{\"interval\":\"often\"}}").object("sink").orElseThrow();
        assertThat(sink.number("interval")).isEqualTo(OptionalLong.empty());
        assertThat(unreadable).containsExactly("interval");
    }

    @Test
    void objects_leaveOutAndCount_itemsThatAreNone() {
        List<JsonFields> items = fields("{\"tasks\":[{\"id\":\"a\"},null,7,\"x\",[],{\"id\":\"b\"}]}")
                .objects("tasks");
        assertThat(items).extracting(item -> item.identity("id")).containsExactly("a", "b");
        assertThat(unreadable).containsExactly("tasks", "tasks", "tasks", "tasks");
    }

    @Test
    void objects_areNone_whenThereIsNoArray() {
        assertThat(fields("{}").objects("tasks")).isEmpty();
        assertThat(fields("{\"tasks\":null}").objects("tasks")).isEmpty();
        assertThat(unreadable).isEmpty();
        assertThat(fields("{\"tasks\":{}}").objects("tasks")).isEmpty();
        assertThat(unreadable).containsExactly("tasks");
    }

    @Test
    void items_areCountedWhateverTheyAre() {
        assertThat(fields("{\"tasks\":[1,null,{}]}").items("tasks")).contains(3);
        assertThat(fields("{\"tasks\":{}}").items("tasks")).isEqualTo(Optional.empty());
    }

    @Test
    void text_isCut_after1024Characters() {
        assertThat(JsonFields.clean("x".repeat(1024))).hasSize(1024);
        assertThat(JsonFields.clean("x".repeat(1025))).isEqualTo("x".repeat(1024));
        assertThat(JsonFields.clean("x".repeat(1023) + "\uD83D\uDE00y")).isEqualTo("x".repeat(1023) + "\uD83D\uDE00");
        assertThat(JsonFields.clean("\uD83D\uDE00".repeat(2000))).isEqualTo("\uD83D\uDE00".repeat(1024));
    }

    @Test
    void loneSurrogates_becomeReplacementCharacters() {
        assertThat(JsonFields.clean("a\uD83Db")).isEqualTo("a\uFFFDb");
        assertThat(JsonFields.clean("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
        assertThat(JsonFields.clean("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
        assertThat(fields("{\"name\":\"a\\uD83D\"}").text("name")).isEqualTo("a\uFFFD");
    }
}
