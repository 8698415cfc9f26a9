package io.smartconnect.exporter.web;

import java.time.Duration;

/** How long ago something was, in words. */
final class Ago {

    private Ago() {}

    /** In the largest unit of which there are at least two, so that no more than half of it is lost. */
    static String words(Duration age) {
        if (age.toSeconds() < 1) {
            return "just now";
        }
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s ago";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + " min ago";
        }
        return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }
}
