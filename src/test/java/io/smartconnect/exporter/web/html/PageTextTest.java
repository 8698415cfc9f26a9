package io.smartconnect.exporter.web.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PageTextTest {

    @Test
    void lagTime_isMarked_whenItIsALowerBound() {
        assertThat(PageText.lagTime(Optional.of(new LagTime(734.2, true)))).isEqualTo("≥ 12m 14s");
        assertThat(PageText.lagTime(Optional.of(new LagTime(7, false)))).isEqualTo("7s");
    }

    @Test
    void absentValues_areUnknown() {
        assertThat(PageText.lagTime(Optional.empty())).isEqualTo("unknown");
        assertThat(PageText.rate(OptionalDouble.empty())).isEqualTo("unknown");
        assertThat(PageText.rate(OptionalDouble.of(2.5))).isEqualTo("2.5/s");
    }

    @Test
    void text_isCut() {
        assertThat(PageText.cut("x".repeat(PageText.LONGEST))).isEqualTo("x".repeat(PageText.LONGEST));
        assertThat(PageText.cut("x".repeat(PageText.LONGEST + 1))).isEqualTo("x".repeat(PageText.LONGEST - 1) + "…");
    }
}
