package io.smartconnect.bench.accuracy;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.smartconnect.bench.accuracy.Case.Promise;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import java.time.Duration;
import java.util.List;

/** Tasks that keep up for an hour, fall behind at a constant rate for three, and start over. */
final class TrendTrials {

    private static final long PERIOD = Duration.ofHours(4).toMillis();
    private static final long HEALTHY = Duration.ofHours(1).toMillis();

    private TrendTrials() {}

    static Trial constantRates() {
        return new Trial(
                "falling behind at constant rates",
                List.of(
                        fallingBehind("falling behind by 0.50", 50, ofSeconds(30)),
                        fallingBehind("falling behind by 0.20", 20, ofSeconds(30)),
                        fallingBehind("falling behind by 0.27, saw-tooth of 300 s", 27, ofMinutes(5)),
                        fallingBehind("falling behind by 0.37, saw-tooth of 900 s", 37, ofMinutes(15))),
                Disturbance.none());
    }

    private static Case fallingBehind(String name, long percent, Duration deliverInterval) {
        SimulatedTransfer transfer = (production, millis) -> {
            long start = Math.floorDiv(millis, PERIOD) * PERIOD;
            long interval = deliverInterval.toMillis();
            long delivered = (millis - start) / interval * interval;
            long late = Math.max(0, delivered - HEALTHY) * percent / 100;
            return production.messages(start + delivered - late);
        };
        return Case.of(
                name,
                Promise.BREACH,
                deliverInterval,
                topic -> topic.partition(0, SimulatedProduction.steady(20), transfer));
    }
}
