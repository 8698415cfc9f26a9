package io.smartconnect.exporter.web.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SharedPageTextTest {

    @Test
    void lagTime_isMarked_whenItIsALowerBound() {
        assertThat(SharedPageText.lagTime(PageWords.ENGLISH, Optional.of(new LagTime(734.2, true))))
                .isEqualTo("≥ 12m 14s");
        assertThat(SharedPageText.lagTime(PageWords.ENGLISH, Optional.of(new LagTime(7, false))))
                .isEqualTo("7s");
    }

    @Test
    void absentValues_areUnknown() {
        assertThat(SharedPageText.lagTime(PageWords.ENGLISH, Optional.empty())).isEqualTo("unknown");
        assertThat(SharedPageText.rate(PageWords.ENGLISH, OptionalDouble.empty()))
                .isEqualTo("unknown");
        assertThat(SharedPageText.rate(PageWords.ENGLISH, OptionalDouble.of(2.5)))
                .isEqualTo("2.5/s");
    }

    @Test
    void text_isCut() {
        assertThat(SharedPageText.cut("x".repeat(SharedPageText.LONGEST)))
                .isEqualTo("x".repeat(SharedPageText.LONGEST));
        assertThat(SharedPageText.cut("x".repeat(SharedPageText.LONGEST + 1)))
                .isEqualTo("x".repeat(SharedPageText.LONGEST - 1) + "…");
    }
}
