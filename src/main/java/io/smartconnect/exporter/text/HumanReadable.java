package io.smartconnect.exporter.text;

import java.util.regex.Pattern;

/** Numbers, durations and names as they stand in the reasons of judgements. */
public final class HumanReadable {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Z}]+");
    private static final int LONGEST_NAME = 250;

    private HumanReadable() {}

    /** With commas between thousands: {@code 1,234}. */
    public static String number(long value) {
        String digits = Long.toString(value);
        StringBuilder grouped = new StringBuilder(digits);
        int first = value < 0 ? 1 : 0;
        for (int at = digits.length() - 3; at > first; at -= 3) {
            grouped.insert(at, ',');
        }
        return grouped.toString();
    }

    /** {@code 1 message} or {@code 1,234 messages}. */
    public static String messages(long count) {
        return number(count) + (count == 1 ? " message" : " messages");
    }

    /** In the two largest units that count, rounded down: {@code 45s}, {@code 10m 12s}, {@code 3h 5m}, {@code 2d 4h}. */
    public static String time(double seconds) {
        long whole = (long) seconds;
        if (whole < 60) {
            return whole + "s";
        }
        if (whole < 3_600) {
            return whole / 60 + "m " + whole % 60 + "s";
        }
        return whole < 86_400
                ? whole / 3_600 + "h " + whole % 3_600 / 60 + "m"
                : whole / 86_400 + "d " + whole % 86_400 / 3_600 + "h";
    }

    /** A name from the cloud on one line, cut where it is endless. */
    public static String name(String text) {
        return cut(UNPRINTABLE.matcher(text).replaceAll(" "), LONGEST_NAME);
    }

    /** The text, or so many of its first characters; both halves of a surrogate pair, or none. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, splitsPair ? longest - 1 : longest) + "...";
    }
}
