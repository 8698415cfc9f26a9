package io.smartconnect.exporter.text;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;

/** The notation of numbers, counts, rates and durations in all texts for people. */
public final class HumanReadable {

    private HumanReadable() {}

    /** With commas between thousands: {@code 1,234}. */
    public static String number(long value) {
        return grouped(Long.toString(value));
    }

    /** With commas between thousands, of any size. */
    public static String number(BigInteger value) {
        return grouped(value.toString());
    }

    private static String grouped(String digits) {
        StringBuilder grouped = new StringBuilder(digits);
        int first = digits.startsWith("-") ? 1 : 0;
        for (int at = digits.length() - 3; at > first; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** A number and its regular noun: {@code 1 message} or {@code 1,234 messages}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Events per second, with a decimal only below 10: {@code 2.5/s}, {@code 1,234/s}, {@code <0.1/s}. */
    public static String rate(double perSecond) {
        if (perSecond > 0 && perSecond < 0.05) {
            return "<0.1/s";
        }
        boolean needsDecimal = perSecond < 9.95 && perSecond != Math.rint(perSecond);
        return String.format(Locale.ROOT, needsDecimal ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    /**
     * In at most two units, rounded down, as Prometheus writes durations: {@code 250ms}, {@code 45s}, {@code 10m 12s},
     * {@code 3h 5m}, {@code 2d 4h}. A negative duration is {@code 0s}.
     */
    public static String duration(Duration duration) {
        long whole = duration.toSeconds();
        if (whole < 60) {
            long millis = duration.toMillis();
            return millis > 0 && millis < 1_000 ? millis + "ms" : Math.max(0, whole) + "s";
        }
        if (whole < 3_600) {
            return whole / 60 + "m " + whole % 60 + "s";
        }
        return whole < 86_400
                ? whole / 3_600 + "h " + whole % 3_600 / 60 + "m"
                : whole / 86_400 + "d " + whole % 86_400 / 3_600 + "h";
    }

    /** A number of seconds, written as {@link #duration(Duration)}. */
    public static String duration(double seconds) {
        return duration(Duration.ofMillis(Math.round(seconds * 1e3)));
    }

    /** The distance to a time in the past: {@code 10m 12s ago}; below one second {@code just now}. */
    public static String ago(Duration age) {
        return age.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : duration(age) + " ago";
    }
}
