package io.smartconnect.bench.accuracy;

import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Stretches over which a task transfers nothing. Moments are milliseconds since the scenario's start. */
final class Stalls {

    static final Stalls NONE = new Stalls();

    /**
     * One stretch.
     *
     * @param begin when the stall shows: with the first message that comes in it
     */
    record Stretch(long from, long begin, long to) {}

    private final NavigableMap<Long, Stretch> byStart = new TreeMap<>();

    private Stalls() {}

    /** One of this length at a random moment of each period, never at its beginning nor over its end. */
    static Stalls random(long seed, SimulatedProduction production, Duration period, Duration length, Duration end) {
        Random random = new Random(seed);
        Stalls stalls = new Stalls();
        long margin = period.toMillis() / 6;
        long room = period.toMillis() - 2 * margin - length.toMillis();
        for (long start = 0; start + period.toMillis() <= end.toMillis(); start += period.toMillis()) {
            long from = start + margin + random.nextLong(room);
            long to = from + length.toMillis();
            stalls.byStart.put(from, new Stretch(from, shows(production, from, to), to));
        }
        return stalls;
    }

    /**
     * With the first message that comes; but if silence follows, with the next: what came together can't be told from the tail
     * that a dump keeps while no more is produced.
     */
    private static long shows(SimulatedProduction production, long from, long to) {
        long interval = Laboratory.INTERVAL.toMillis();
        long first = next(production, from, to);
        long later = next(production, Math.min(first + interval, to), to);
        return later - first > 2 * interval ? later : first;
    }

    /** When the first message after that moment is produced; {@code to} if none is by then. */
    private static long next(SimulatedProduction production, long after, long to) {
        return production.producedAt(production.messages(after), to);
    }

    /** The stretch that contains this moment. */
    Optional<Stretch> at(long millis) {
        return Optional.ofNullable(byStart.floorEntry(millis))
                .map(Map.Entry::getValue)
                .filter(stretch -> millis < stretch.to);
    }

    /** Moves as {@code undisturbed}, but for these stretches. */
    SimulatedTransfer in(SimulatedTransfer undisturbed) {
        return (production, millis) ->
                undisturbed.messages(production, at(millis).map(Stretch::from).orElse(millis));
    }
}
