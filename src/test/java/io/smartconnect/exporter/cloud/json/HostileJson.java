package io.smartconnect.exporter.cloud.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generators of JSON as no cloud should send it. */
public final class HostileJson {

    /** A number that no parser should convert. */
    private static final String LONG_NUMBER = "9".repeat(1_001);

    private HostileJson() {}

    /**
     * The same JSON for a parser of trees, which refuses long numbers: they become infinite, and as unreadable as before. A text of
     * digits stays.
     */
    public static String withoutLongNumbers(String json) {
        return json.replaceAll("(?<!\")" + LONG_NUMBER, "1e999");
    }

    /** A whole number, as a number or a text, mostly small, at times any other value. */
    public static Arbitrary<String> numbers() {
        Arbitrary<String> few = Arbitraries.integers().between(0, 3).map(String::valueOf);
        Arbitrary<String> hostile = Arbitraries.of(
                "-1",
                "-0",
                "1.0",
                "1e3",
                "1e999",
                "9223372036854775807",
                "9223372036854775808",
                "00",
                "0009223372036854775807",
                "18446744073709551616",
                "+1",
                " 1",
                "",
                "x",
                "9".repeat(999),
                LONG_NUMBER);
        Arbitrary<String> digits = Arbitraries.frequencyOf(Tuple.of(4, few), Tuple.of(1, hostile));
        return Arbitraries.frequencyOf(
                Tuple.of(6, few),
                Tuple.of(3, digits.map(number -> '"' + number + '"')),
                Tuple.of(1, Arbitraries.of("-1", "-0", "1.0", "1e3", "1e999", "9223372036854775807", "null", "true")));
    }

    /** Any value, rarely one that is not JSON. */
    public static Arbitrary<String> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        12,
                        Arbitraries.of(
                                "null",
                                "true",
                                "0",
                                "\"7\"",
                                "[]",
                                "{}",
                                "[1,{}]",
                                "{\"lag\":[{}],\"topic\":\"x\"}",
                                "9223372036854775808",
                                " ",
                                "/* */ 1",
                                "\"\\u0000\"")),
                Tuple.of(1, Arbitraries.of("", ",", "nul", "01", "NaN", "'a'", "\"\t\"", LONG_NUMBER, "[", "]", "}")));
    }

    /** An array of these items, rarely of others. */
    public static Arbitrary<String> array(Arbitrary<String> item) {
        Arbitrary<String> items = Arbitraries.frequencyOf(Tuple.of(19, item), Tuple.of(1, values()));
        return items.list().ofMaxSize(4).map(list -> "[" + String.join(",", list) + "]");
    }

    /** A field with this value, rarely with another. */
    public static Arbitrary<String> key(String name, Arbitrary<String> value) {
        return Arbitraries.frequencyOf(Tuple.of(19, value), Tuple.of(1, values()))
                .map(text -> '"' + name + "\": " + text);
    }

    /** Most of the fields, and perhaps an unknown one, in any order. */
    @SafeVarargs
    public static Arbitrary<String> object(Arbitrary<String>... fields) {
        List<Arbitrary<Optional<String>>> all = new ArrayList<>();
        for (Arbitrary<String> field : fields) {
            all.add(field.optional(0.95));
        }
        all.add(key("x", Arbitraries.of("1", "{\"topics_info\":[]}")).optional(0.1));
        return Combinators.combine(all)
                .as(chosen -> chosen.stream().flatMap(Optional::stream).toList())
                .flatMap(Arbitraries::shuffle)
                .map(shuffled -> "{" + String.join(",", shuffled) + "}");
    }
}
