package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.Age;
import io.smartconnect.exporter.snapshot.Judgement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Facts as pages tell them. */
final class Words {

    static final String UNKNOWN = "unknown";

    /** Characters of a text from the cloud that a page shows. */
    static final int LONGEST = 300;

    private Words() {}

    /** With commas between thousands. */
    static String number(Number whole) {
        return String.format(Locale.ROOT, "%,d", whole);
    }

    /** For example {@code 1 task} or {@code 2 tasks}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** For example {@code at least 12 min}. */
    static String age(Optional<Age> age) {
        return age.map(known -> (known.isLowerBound() ? "at least " : "") + seconds(known.seconds()))
                .orElse(UNKNOWN);
    }

    static String seconds(double seconds) {
        return Span.words(Duration.ofMillis((long) (seconds * 1e3)));
    }

    /** Of messages; with a digit after the point only while it tells something. */
    static String rate(OptionalDouble perSecond) {
        if (perSecond.isEmpty()) {
            return UNKNOWN;
        }
        double rate = perSecond.getAsDouble();
        return String.format(Locale.ROOT, rate < 9.95 && rate != Math.rint(rate) ? "%.1f/s" : "%,.0f/s", rate);
    }

    /** Why a task or a partition does as it does, in one sentence. */
    static String reason(Optional<Judgement> judgement) {
        return judgement.map(Judgement::reason).map(Words::cut).orElse("not judged yet");
    }

    /** The text, or its beginning if it is endless. */
    static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
