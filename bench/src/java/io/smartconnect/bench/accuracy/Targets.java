package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.util.ArrayList;
import java.util.List;

/** What the project promises, and which of it the results miss. */
final class Targets {

    /** Errors that differ by less are alike: some scenarios have hundreds of messages in this time. */
    private static final double SAME_SECONDS = 0.01;

    private static final double INTERVAL = Laboratory.INTERVAL.toSeconds();

    private Targets() {}

    /** One sentence for each that is missed. */
    static List<String> missed(List<CaseResult> results) {
        List<String> missed = new ArrayList<>();
        for (CaseResult result : results) {
            ofOne(result)
                    .forEach(miss -> missed.add(
                            result.trial() + ", " + result.observed().name() + ": " + miss));
        }
        return missed;
    }

    private static List<String> ofOne(CaseResult result) {
        List<String> missed = new ArrayList<>();
        switch (result.observed().promise()) {
            case CONSTANT -> {
                atMost("median error in polls", result.errors().median() / INTERVAL, 0.5, missed);
                atMost("95th percentile of errors in polls", result.errors().p95() / INTERVAL, 1, missed);
            }
            case BURSTS -> atMost("95th percentile of errors in polls", result.errors().p95() / INTERVAL, 2, missed);
            case NOTHING_MORE -> {}
        }
        if (result.observed().promise() != Case.Promise.NOTHING_MORE) {
            atLeastOne("exact answers", result.errors().size(), missed);
        }
        if (result.observed().stalls() != Stalls.NONE) {
            atLeastOne("stalls to find", result.detections().stalls(), missed);
        }
        if (result.comparisonErrors().size() > 0) {
            notWorse("median error", result.errors().median(), result.comparisonErrors().median(), missed);
            notWorse("95th percentile", result.errors().p95(), result.comparisonErrors().p95(), missed);
        }
        Detections detections = result.detections();
        atMost("wrong bounds and seconds of nothing", result.wrong(), 0, missed);
        atMost("false stalled", detections.falseAlarms(), 0, missed);
        atMost("false failed", result.polls(Health.FAILED), 0, missed);
        atMost("stalls not found", detections.missed(), 0, missed);
        atMost("polls until a stall was found", detections.mostPolls(), result.observed().windowPolls() + 1, missed);
        return missed;
    }

    private static void atMost(String what, double found, double most, List<String> missed) {
        if (found > most) {
            missed.add("%s: at most %.3f; found %.3f".formatted(what, most, found));
        }
    }

    /** Lest a promise be kept only because nothing was seen. */
    private static void atLeastOne(String what, int found, List<String> missed) {
        if (found == 0) {
            missed.add(what + ": at least one; found none");
        }
    }

    private static void notWorse(String what, double found, double comparison, List<String> missed) {
        if (found > comparison + SAME_SECONDS) {
            missed.add("%s: not above the comparison's %.3f s; found %.3f s".formatted(what, comparison, found));
        }
    }
}
