package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.snapshot.progress.Judgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.text.Truncation;
import java.util.Optional;
import java.util.OptionalDouble;

/** The texts that pages share. */
public final class PageText {

    /** The text of an absent value. */
    public static final String UNKNOWN = "unknown";

    /** Characters of a text from the cloud that a page shows. */
    static final int LONGEST = 300;

    private PageText() {}

    /** For example {@code ≥ 12m 14s}; {@link #UNKNOWN} if absent. */
    public static String lagTime(Optional<LagTime> time) {
        return time.map(known -> (known.isLowerBound() ? "≥ " : "") + HumanReadable.duration(known.seconds()))
                .orElse(UNKNOWN);
    }

    /** Messages per second; {@link #UNKNOWN} if absent. */
    public static String rate(OptionalDouble perSecond) {
        return perSecond.isPresent() ? HumanReadable.rate(perSecond.getAsDouble()) : UNKNOWN;
    }

    /** The reason of a judgement. */
    public static String reason(Optional<Judgement> judgement) {
        return judgement.map(Judgement::reason).map(PageText::cut).orElse("not judged yet");
    }

    /** The text, or its beginning if it is too long for a page. */
    public static String cut(String text) {
        return Truncation.cut(text, LONGEST);
    }
}
