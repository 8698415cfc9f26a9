package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.text.Truncation;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The texts that pages share. */
public final class SharedPageText {

    /** The text of an absent value. */
    public static final String UNKNOWN = "unknown";

    /** Characters of a text from the cloud that a page shows. */
    static final int LONGEST = 300;

    private SharedPageText() {}

    /** For example {@code ≥ 12m 14s}; {@link #UNKNOWN} if absent. */
    public static String lagTime(PageWords words, Optional<LagTime> time) {
        return time.map(known -> (known.isLowerBound() ? "≥ " : "") + HumanReadable.duration(known.seconds()))
                .orElseGet(() -> words.text(UNKNOWN));
    }

    /** Messages per second; {@link #UNKNOWN} if absent. */
    public static String rate(PageWords words, OptionalDouble perSecond) {
        return perSecond.isPresent() ? HumanReadable.rate(perSecond.getAsDouble()) : words.text(UNKNOWN);
    }

    /** A sentence about messages that are lost, or will be within an hour; absent without such a risk. */
    public static Optional<String> risk(PageWords words, OptionalDouble marginSeconds) {
        return marginSeconds.stream()
                .filter(margin -> Severity.ofMargin(margin) == Severity.BAD)
                .mapToObj(margin -> margin > 0
                        ? words.text(
                                "retention deletes the oldest untransferred message in {0}",
                                HumanReadable.duration(margin))
                        : words.text("retention deletes messages before they are transferred"))
                .findFirst();
    }

    /** For example {@code 1,234 lost}; empty if none is, or if it is unknown. */
    public static String lost(PageWords words, OptionalLong messages) {
        return messages.orElse(0) == 0 ? "" : words.text("{0} lost", HumanReadable.number(messages.getAsLong()));
    }

    /** The reason of a judgement, in English, as in the JSON API. */
    public static String reason(PageWords words, Optional<HealthJudgement> judgement) {
        return judgement
                .map(HealthJudgement::reason)
                .map(SharedPageText::cut)
                .orElseGet(() -> words.text("not judged yet"));
    }

    /** The text, or its beginning if it is too long for a page. */
    public static String cut(String text) {
        return Truncation.cut(text, LONGEST);
    }
}
