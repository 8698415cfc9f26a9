package io.smartconnect.exporter.cloud.dms;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Any JSON value in place of an offset is an integer from 0 to 2^63-1 or unknown. */
class AnyOffsetTest {

    private static final String KEY = "log_end_offset";

    private final List<String> unreadable = new ArrayList<>();

    private OptionalLong read(JsonObject object) {
        unreadable.clear();
        return new JsonFields(object, unreadable::add).requiredNumber(KEY);
    }

    private void assertReadIffDigits(OptionalLong found, String digits) {
        boolean isOffset = digits.matches("[0-9]+") && new BigInteger(digits).bitLength() <= 63;
        assertThat(found).isEqualTo(isOffset ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty());
        assertThat(unreadable).isEqualTo(isOffset ? List.of() : List.of(KEY));
    }

    @Property
    void text_isKnown_iffItIsDigitsInRange(@ForAll("texts") String text) {
        assertReadIffDigits(read(new JsonObject(new JsonObject().put(KEY, text).encode())), text);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(0).ofMaxLength(40);
        Arbitrary<String> zeros =
                Arbitraries.strings().withChars('0').ofMinLength(1).ofMaxLength(60);
        Arbitrary<String> numbers = Arbitraries.bigIntegers()
                .between(BigInteger.ONE.shiftLeft(70).negate(), BigInteger.ONE.shiftLeft(70))
                .map(BigInteger::toString);
        Arbitrary<String> almost = Arbitraries.strings()
                .withChars("0123456789+-.eE \t\u0660\u0661\u0969\uFF11")
                .ofMaxLength(20);
        return Arbitraries.oneOf(
                Arbitraries.strings(), digits, numbers, almost, zeros.flatMap(zero -> numbers.map(zero::concat)));
    }

    @Property
    void wholeNumber_isKnown_iffItIsInRange(@ForAll BigInteger number) {
        assertReadIffDigits(read(new JsonObject("{\"" + KEY + "\":" + number + "}")), number.toString());
    }

    @Property
    void longNumber_isKnown_iffItIsNotNegative(@ForAll long number) {
        assertReadIffDigits(read(new JsonObject("{\"" + KEY + "\":" + number + "}")), String.valueOf(number));
    }

    @Property
    void fraction_isUnknown(@ForAll BigDecimal number, @ForAll double other) {
        assertReadIffDigits(read(new JsonObject("{\"" + KEY + "\":" + withPoint(number) + "}")), "");
        assertReadIffDigits(read(new JsonObject().put(KEY, other)), "");
    }

    private static String withPoint(BigDecimal number) {
        String plain = number.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    @Property
    void anythingElse_isUnknown(@ForAll("others") Object other) {
        assertReadIffDigits(read(new JsonObject().put(KEY, other)), "");
        assertReadIffDigits(read(new JsonObject().putNull(KEY)), "");
        assertReadIffDigits(read(new JsonObject()), "");
    }

    @Provide
    Arbitrary<Object> others() {
        return Arbitraries.of(
                true, false, new JsonObject(), new JsonObject().put(KEY, 1), new JsonArray(), new JsonArray().add(1));
    }

    @Property
    void lag_isNeverNegative(
            @ForAll @LongRange(min = 0) long end,
            @ForAll @LongRange(min = 0) long transferred,
            @ForAll @LongRange(min = 0) long reported) {
        OptionalLong known = OptionalLong.of(end);
        OptionalLong said = OptionalLong.of(reported);
        assertThat(new Partition(0, Optional.empty(), known, OptionalLong.of(transferred), said).lag())
                .hasValue(end > transferred ? end - transferred : 0);
        assertThat(new Partition(0, Optional.empty(), known, OptionalLong.empty(), said).lag())
                .hasValue(reported);
        assertThat(new Partition(0, Optional.empty(), OptionalLong.empty(), known, OptionalLong.empty()).lag())
                .isEmpty();
    }
}
