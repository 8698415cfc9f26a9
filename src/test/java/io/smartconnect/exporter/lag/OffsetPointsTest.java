package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OffsetPointsTest {

    /** As many of one order of magnitude as of another, up to so many bits. */
    private static long upTo(int bits, SplittableRandom random) {
        return random.nextLong() >>> (Long.SIZE - random.nextInt(bits) - 1);
    }

    private static long[] times(SplittableRandom random, int size) {
        long[] times = new long[size];
        long time = upTo(42, random);
        for (int index = 0; index < size; index++) {
            times[index] = time;
            time += 1 + upTo(31, random);
        }
        return times;
    }

    /** Some of them the largest, most of them anywhere below. */
    private static long[] ends(SplittableRandom random, int size) {
        long[] ends = new long[size];
        long end = 0;
        for (int index = 0; index < size; index++) {
            end += Math.min(upTo(63, random) * random.nextInt(2), Long.MAX_VALUE - end);
            ends[index] = end;
        }
        return ends;
    }

    private static OffsetPoints appended(long[] times, long[] ends) {
        OffsetPoints points = new OffsetPoints();
        for (int index = 0; index < times.length; index++) {
            points.append(times[index], ends[index]);
        }
        return points;
    }

    private static void assertHolds(OffsetPoints points, long[] times, long[] ends) {
        assertThat(new Decoded(points).times).containsExactly(times);
        assertThat(new Decoded(points).ends).containsExactly(ends);
        assertThat(points.size()).isEqualTo(times.length);
        if (times.length > 0) {
            assertThat(points.firstTime()).isEqualTo(times[0]);
            assertThat(points.lastTime()).isEqualTo(times[times.length - 1]);
            assertThat(points.lastEnd()).isEqualTo(ends[ends.length - 1]);
        }
    }

    @Property
    void points_areReadAsTheyWereAppended(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(OffsetHistory.MOST_POINTS);
        long[] times = times(random, size);
        long[] ends = ends(random, size);

        OffsetPoints points = appended(times, ends);

        assertHolds(points, times, ends);
        assertHolds(points.copy(), times, ends);
    }

    /** Whatever the numbers, even those that no clock and no cloud tells. */
    @Property
    void points_areReadAsTheyWereAppended_evenDescending(@ForAll long[] times, @ForAll long seed) {
        long[] ends = new SplittableRandom(seed).longs(times.length).toArray();

        assertHolds(appended(times, ends), times, ends);
    }

    @Property
    void points_areAsBefore_whenWhatWasAppendedIsRemoved(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(1, 100);
        long[] times = times(random, size);
        long[] ends = ends(random, size);
        OffsetPoints points = appended(times, ends);

        int left = random.nextInt(size);
        for (int index = size; index > left; index--) {
            points.removeLast();
        }

        assertHolds(points, Arrays.copyOf(times, left), Arrays.copyOf(ends, left));
        for (int index = left; index < size; index++) {
            points.append(times[index], ends[index]);
        }
        assertHolds(points, times, ends);
    }

    @Property
    void points_areThoseOfTheRange_whenItReplacesThem(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(100);
        OffsetPoints points = appended(times(random, size), ends(random, size));
        long[] times = times(random, 50);
        long[] ends = ends(random, 50);
        int limit = random.nextInt(51);
        int first = random.nextInt(limit + 1);

        points.replace(times, ends, first, limit);

        assertHolds(points, Arrays.copyOfRange(times, first, limit), Arrays.copyOfRange(ends, first, limit));
    }

    @Property
    void cursor_tellsTheWayToTheNextPoint(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(1, 100);
        long[] times = times(random, size);
        long[] ends = ends(random, size);

        OffsetPoints.Cursor cursor = appended(times, ends).cursor();

        for (int index = size - 2; index >= 0; index--) {
            assertThat(cursor.back()).isTrue();
            assertThat(cursor.time()).isEqualTo(times[index]);
            assertThat(cursor.end()).isEqualTo(ends[index]);
            assertThat(cursor.millis()).isEqualTo(times[index + 1] - times[index]);
            assertThat(cursor.messages()).isEqualTo(ends[index + 1] - ends[index]);
        }
        assertThat(cursor.back()).isFalse();
        assertThat(cursor.back()).isFalse();
    }

    @Property
    void end_isFlat_whenTheLastTwoPointsHaveTheSameEnd(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(2, 20);
        long[] ends = ends(random, size);

        assertThat(appended(times(random, size), ends).endFlat()).isEqualTo(ends[size - 1] == ends[size - 2]);
    }

    @Test
    void end_isNotFlat_atTheOnlyPoint() {
        OffsetPoints points = new OffsetPoints();
        assertThat(points.endFlat()).isFalse();

        points.append(1, 0);

        assertThat(points.endFlat()).isFalse();
    }

    @Test
    void copy_staysAsItIs_whenThePointsChange() {
        OffsetPoints points = appended(new long[] {1, 2}, new long[] {3, 4});
        OffsetPoints copy = points.copy();

        points.removeLast();
        points.append(100, 100);

        assertHolds(copy, new long[] {1, 2}, new long[] {3, 4});
        assertHolds(points, new long[] {1, 100}, new long[] {3, 100});
    }
}
