package io.smartconnect.exporter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanReadableTest {

    @ParameterizedTest
    @CsvSource({"0, 0s", "45.9, 45s", "60, 1m 0s", "612, 10m 12s", "3600, 1h 0m", "11159, 3h 5m", "187200, 2d 4h"})
    void time_isInTheTwoLargestUnits(double seconds, String words) {
        assertThat(HumanReadable.time(seconds)).isEqualTo(words);
    }

    @Property
    void number_isGroupedByThousands(@ForAll long value) {
        assertThat(HumanReadable.number(value)).isEqualTo(String.format(Locale.ROOT, "%,d", value));
    }

    @Test
    void messages_areOneOrMany() {
        assertThat(HumanReadable.messages(1)).isEqualTo("1 message");
        assertThat(HumanReadable.messages(1_234)).isEqualTo("1,234 messages");
    }

    @Property
    void name_isOneShortLine(@ForAll String text) {
        assertThat(HumanReadable.name(text))
                .hasSizeLessThanOrEqualTo(253)
                .doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void name_isNotCutWithinACharacter() {
        assertThat(HumanReadable.name("a".repeat(249) + "\ud83d\ude00".repeat(9)))
                .isEqualTo("a".repeat(249) + "...");
    }
}
