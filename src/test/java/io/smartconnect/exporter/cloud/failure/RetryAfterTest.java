package io.smartconnect.exporter.cloud.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "1, PT1S",
        "' 30 ', PT30S",
        "007, PT7S",
        "900, PT15M",
        "901, PT15M",
        "999999999, PT15M",
        "'Fri, 02 Jan 2026 03:05:05 GMT', PT1M",
        "'Sat, 03 Jan 2026 03:05:05 GMT', PT15M",
    })
    void wait_isReadAndCapped(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "+5",
                "1.5",
                "1e3",
                "soon",
                "99999999999999999999",
                "١٢",
                "0x10",
                "5 s",
                "Fri, 02 Jan 2026 03:04:05 GMT",
                "Fri, 02 Jan 2026 03:04:04 GMT",
                "Mon, 02 Jan 2026 03:05:05 GMT",
                "2026-01-02T03:05:05Z",
            })
    void wait_isUnknown_whenTheHeaderMakesNoSense(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void wait_isUnknown_whenThereIsNoHeader() {
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }

    @Property
    void wait_isPositiveAndAtMostAQuarterOfAnHour_forAnyText(@ForAll String header) {
        assertReasonable(RetryAfter.parse(header, NOW));
    }

    @Property
    void wait_isPositiveAndAtMostAQuarterOfAnHour_forAnyNumber(@ForAll long number) {
        assertReasonable(RetryAfter.parse(Long.toString(number), NOW));
    }

    private static void assertReasonable(Optional<Duration> wait) {
        wait.ifPresent(time -> assertThat(time).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(15)));
    }
}
