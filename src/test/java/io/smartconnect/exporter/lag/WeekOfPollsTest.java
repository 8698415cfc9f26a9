package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eight days of polls of one partition, and how old its messages are said to be all the while. */
class WeekOfPollsTest {

    private static final long START = 1_772_323_200_000L;
    private static final long SEED = 7;

    /** What comes in before a poll. */
    private enum SimulatedProduction {
        STEADY {
            @Override
            long before(long sinceStart, long interval, SplittableRandom random) {
                return interval / 10;
            }
        },
        BURSTY {
            @Override
            long before(long sinceStart, long interval, SplittableRandom random) {
                return sinceStart % Duration.ofMinutes(35).toMillis()
                                < Duration.ofMinutes(5).toMillis()
                        ? random.nextLong(10_000)
                        : 0;
            }
        },
        SPORADIC {
            @Override
            long before(long sinceStart, long interval, SplittableRandom random) {
                return random.nextInt(50) == 0 ? 1 : 0;
            }
        },
        IDLE {
            @Override
            long before(long sinceStart, long interval, SplittableRandom random) {
                return sinceStart % Duration.ofHours(6).toMillis() < interval ? 1 : 0;
            }
        };

        abstract long before(long sinceStart, long interval, SplittableRandom random);
    }

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final OffsetHistory history = new OffsetHistory();
    private long[] ends = new long[0];
    private long interval;

    @ParameterizedTest
    @CsvSource({
        "STEADY,5",
        "BURSTY,5",
        "SPORADIC,5",
        "IDLE,5",
        "STEADY,60",
        "BURSTY,60",
        "SPORADIC,60",
        "IDLE,60",
        "STEADY,900"
    })
    void ages_areRightToAPollOrATenth_andAWeekFits(SimulatedProduction production, long seconds) {
        interval = Duration.ofSeconds(seconds).toMillis();
        ends = new long[(int) (Duration.ofDays(8).toMillis() / interval)];
        int checked = 0;
        long end = 1_000;
        for (int poll = 0; poll < ends.length; poll++) {
            end += production.before(poll * interval, interval, random);
            ends[poll] = end;
            history.observe(time(poll), end);
            assertThat(history.points().size()).isLessThanOrEqualTo(OffsetHistory.MOST_POINTS);
            if (poll % (ends.length / 700) == 0) {
                checked += checkAges(poll);
            }
        }
        assertThat(checked).isGreaterThan(500);
    }

    /** Of messages that came in at polls anywhere from just now to long ago, as many of one order of magnitude as of another. */
    private int checkAges(int now) {
        int checked = 0;
        for (int draw = 0; draw < 30; draw++) {
            int poll = now - (int) Math.min(now, Math.exp(random.nextDouble() * Math.log(now + 1.0)));
            long offset = ends[poll] - 1;
            if (offset >= ends[0]) {
                check(offset, now);
                checked++;
            }
        }
        return checked;
    }

    private void check(long offset, int now) {
        int firstSeen = firstSeen(offset, now);
        LagTime age = history.age(offset, time(now)).orElseThrow();
        double youngest = seconds(time(now) - time(firstSeen));
        double oldest = seconds(time(now) - time(firstSeen - 1));
        if (age.isLowerBound()) {
            assertThat(age.seconds()).isBetween(7 * 86_400.0, oldest);
        } else {
            double error = Math.max(age.seconds() - youngest, oldest - age.seconds());
            assertThat(error).isLessThanOrEqualTo(Math.max(seconds(interval), youngest / 10));
        }
    }

    /** The first poll, not after {@code now}, whose end was above the offset. */
    private int firstSeen(long offset, int now) {
        int low = 0;
        int high = now;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double seconds(long millis) {
        return (double) millis / 1e3;
    }

    private long time(int poll) {
        return START + poll * interval;
    }
}
