package io.smartconnect.exporter.snapshot.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OffsetSamplesTest {

    @Property
    void samples_areTheSame_afterTheyWerePacked(@ForAll List<Long> numbers) {
        OffsetSamples samples = OffsetSamples.NONE;
        for (long number : numbers) {
            samples = samples.plus(number, number / 3, -number);
        }

        assertThat(OffsetSamples.unpacked(samples.packed())).isEqualTo(samples);
    }

    @Test
    void samples_takeFewBytes_whenOffsetsMoveSteadily() {
        OffsetSamples samples = OffsetSamples.NONE;
        for (int i = 0; i < 10; i++) {
            samples = samples.plus(
                    1_800_000_000_000L + 60_000L * i, 5_000_000_000L + 600L * i, 5_000_000_000L + 590L * i);
        }

        assertThat(samples.packed().length).isLessThan(60);
    }
}
