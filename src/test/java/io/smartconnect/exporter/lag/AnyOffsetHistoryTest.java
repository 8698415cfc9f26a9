package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartconnect.exporter.lag.OffsetHistory.Observation;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the cloud says of a partition's end, and whatever the clock does: an age is a number that can be true. */
class AnyOffsetHistoryTest {

    private static final int SEQUENCES_PER_TRY = 1_000;

    private static final long[] JUMPS = {
        0, 1, -1, 5_000, 60_000, 700_000, -3_600_000, 86_400_000, 700_000_000, 3_000_000_000L
    };

    private static final long[] OFFSETS = {0, 1, 2, 1_000, 1L << 31, 1L << 53, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    private record CloudEyePoint(long time, long end) {}

    /** Together a million sequences. */
    @Property(tries = 1_000)
    void ages_areFiniteAndNotNegative_afterAnySequence(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int sequence = 0; sequence < SEQUENCES_PER_TRY; sequence++) {
            anySequence(random);
        }
    }

    private static void anySequence(SplittableRandom random) {
        OffsetHistory history = new OffsetHistory();
        long time = random.nextLong(4_000_000_000_000L);
        long end = offset(random, 0);
        int length = random.nextInt(1, 40);
        for (int step = 0; step < length; step++) {
            time += jump(random);
            end = offset(random, end);
            history.observe(time, end);
            Optional<LagTime> age = history.age(offset(random, end), time + jump(random));
            if (age.isEmpty() || !isPossible(age.get())) {
                throw new AssertionError("an age must be finite and not negative; found " + age);
            }
        }
    }

    private static boolean isPossible(LagTime age) {
        return age.seconds() >= 0 && age.seconds() < Double.POSITIVE_INFINITY;
    }

    /** Through histories long enough to be thinned: every point is where it was, and no two are the same. */
    @Property(tries = 200)
    void points_areAscending_andAmongThoseThatWereTaken(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OffsetHistory history = new OffsetHistory();
        List<CloudEyePoint> taken = new ArrayList<>();
        long time = 1_700_000_000_000L;
        long end = 0;
        for (int step = 0; step < 3_000; step++) {
            time += random.nextLong(1, 60_000);
            end += random.nextBoolean() ? 0 : random.nextLong(1_000);
            assertThat(history.observe(time, end)).isEqualTo(Observation.TAKEN);
            taken.add(new CloudEyePoint(time, end));
        }

        List<CloudEyePoint> kept = points(history);

        assertThat(taken).containsSubsequence(kept);
        assertThat(kept).startsWith(taken.get(0)).endsWith(taken.get(taken.size() - 1));
        assertThat(kept).hasSizeLessThanOrEqualTo(OffsetHistory.MOST_POINTS);
    }

    /** In histories short enough not to be thinned. */
    @Property
    void ages_areThoseOfThePlainSearch(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OffsetHistory history = new OffsetHistory();
        List<CloudEyePoint> points = new ArrayList<>();
        long now = 1_700_000_000_000L;
        long end = random.nextLong(100);
        for (int step = random.nextInt(1, 60); step > 0; step--) {
            now += random.nextLong(1, 10_000);
            end += random.nextInt(3) == 0 ? 0 : random.nextLong(20);
            history.observe(now, end);
            points.add(new CloudEyePoint(now, end));
        }

        for (long offset = 0; offset <= end + 1; offset++) {
            LagTime age = history.age(offset, now).orElseThrow();
            assertThat(age.isLowerBound()).isEqualTo(offset < points.get(0).end());
            assertThat(age.seconds()).isCloseTo(plainAge(points, offset, now), within(0.000_501));
        }
    }

    private static double plainAge(List<CloudEyePoint> points, long offset, long now) {
        CloudEyePoint before = points.get(0);
        if (offset < before.end()) {
            return (double) (now - before.time()) / 1e3;
        }
        for (CloudEyePoint point : points) {
            if (point.end() > offset) {
                double share = ((double) (offset - before.end()) + 0.5) / (double) (point.end() - before.end());
                double produced = (double) before.time() + share * (double) (point.time() - before.time());
                return ((double) now - produced) / 1e3;
            }
            before = point;
        }
        return 0;
    }

    /** Many tasks of which some are slow tell of one partition, which may be recreated. */
    @Property(tries = 200)
    void histories_giveAgesThatCanBeTrue_whateverTheOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OffsetHistories histories = new OffsetHistories();
        OptionalLong[] before = {OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()};
        long time = 1_700_000_000_000L;
        for (int step = 0; step < 300; step++) {
            int task = random.nextInt(before.length);
            time += jump(random);
            long end = offset(random, random.nextLong(1_000));
            OffsetHistory history = histories.observe("orders", 0, time, end, before[task]);
            before[task] = OptionalLong.of(end);

            assertThat(history.age(random.nextLong(2_000), time))
                    .hasValueSatisfying(age -> assertThat(isPossible(age)).isTrue());
        }
    }

    private static List<CloudEyePoint> points(OffsetHistory history) {
        Decoded points = new Decoded(history.points());
        return IntStream.range(0, points.times.length)
                .mapToObj(index -> new CloudEyePoint(points.times[index], points.ends[index]))
                .toList();
    }

    private static long jump(SplittableRandom random) {
        return JUMPS[random.nextInt(JUMPS.length)];
    }

    /** As often as not a little above the last one, else anything. */
    private static long offset(SplittableRandom random, long last) {
        long above = last + random.nextLong(100);
        return random.nextBoolean() && above >= 0 ? above : OFFSETS[random.nextInt(OFFSETS.length)];
    }
}
