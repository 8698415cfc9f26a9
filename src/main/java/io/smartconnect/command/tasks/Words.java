package io.smartconnect.command.tasks;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers and durations for people. */
final class Words {

    private Words() {}

    /** With commas between thousands: {@code 1,234}. */
    static String number(BigDecimal number) {
        return String.format(Locale.ROOT, "%,d", number.toBigInteger());
    }

    /** In the two largest units that count, rounded down: {@code 45s}, {@code 10m 12s}, {@code 3h 5m}, {@code 2d 4h}. */
    static String time(BigDecimal seconds) {
        long whole = seconds.longValue();
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
}
