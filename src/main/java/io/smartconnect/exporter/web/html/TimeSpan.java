package io.smartconnect.exporter.web.html;

import java.time.Duration;

/** How long something took or is ago, in words. */
public final class TimeSpan {

    private TimeSpan() {}

    /** In the largest unit of which there are at least two, so that no more than half of it is lost. */
    public static String words(Duration span) {
        if (span.toMinutes() < 2) {
            return Math.max(0, span.toSeconds()) + " s";
        }
        if (span.toHours() < 2) {
            return span.toMinutes() + " min";
        }
        return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " d";
    }

    /** The same as an age. */
    static String ago(Duration age) {
        return age.toSeconds() < 1 ? "just now" : words(age) + " ago";
    }
}
