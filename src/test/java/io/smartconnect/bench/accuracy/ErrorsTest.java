package io.smartconnect.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorsTest {

    @Test
    void quantiles_areThoseOfAbsoluteErrors() {
        Errors errors = new Errors();
        for (int i = 2_000; i > 0; i--) {
            errors.add(i % 2 == 0 ? i : -i);
        }

        assertThat(errors.size()).isEqualTo(2_000);
        assertThat(errors.median()).isEqualTo(1_000);
        assertThat(errors.p95()).isEqualTo(1_900);
        assertThat(errors.max()).isEqualTo(2_000);
    }

    @Test
    void quantiles_areZero_withoutErrors() {
        assertThat(new Errors().max()).isZero();
    }
}
