package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Facts as pages tell them. */
public final class PageText {

    public static final String UNKNOWN = "unknown";

    /** Characters of a text from the cloud that a page shows. */
    static final int LONGEST = 300;

    private PageText() {}

    /** With commas between thousands. */
    public static String number(Number whole) {
        return String.format(Locale.ROOT, "%,d", whole);
    }

    /** For example {@code 1 task} or {@code 2 tasks}. */
    public static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** For example {@code at least 12 min}. */
    public static String age(Optional<LagTime> age) {
        return age.map(known -> (known.isLowerBound() ? "at least " : "") + seconds(known.seconds()))
                .orElse(UNKNOWN);
    }

    public static String seconds(double seconds) {
        return TimeSpan.words(Duration.ofMillis((long) (seconds * 1e3)));
    }

    /** Of messages; with a digit after the point only while it tells something. */
    public static String rate(OptionalDouble perSecond) {
        if (perSecond.isEmpty()) {
            return UNKNOWN;
        }
        double rate = perSecond.getAsDouble();
        return String.format(Locale.ROOT, rate < 9.95 && rate != Math.rint(rate) ? "%.1f/s" : "%,.0f/s", rate);
    }

    /** Why a task or a partition does as it does, in one sentence. */
    public static String reason(Optional<Judgement> judgement) {
        return judgement.map(Judgement::reason).map(PageText::cut).orElse("not judged yet");
    }

    /** The text, or its beginning if it is endless. */
    public static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
