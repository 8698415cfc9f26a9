package io.smartconnect.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private final Measurements measurements = new Measurements();

    MeasurementsTest() {
        measurements.add("nginx", 2);
        measurements.add("exporter", 3);
        measurements.add("nginx", 4);
        measurements.add("nginx", 100);
    }

    @Test
    void names_areInTheOrderOfTheFirstMeasurement() {
        assertThat(measurements.names()).containsExactly("nginx", "exporter");
    }

    @Test
    void spread_isThatOfOneContestant() {
        assertThat(measurements.of("nginx")).isEqualTo(new Spread(2, 4, 100));
    }

    @Test
    void ratio_isThatOfMedians() {
        assertThat(measurements.ratio("exporter", "nginx")).isEqualTo(0.75);
    }
}
