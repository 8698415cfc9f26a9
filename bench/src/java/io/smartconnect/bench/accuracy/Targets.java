package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
            Stream.of(ofOne(result), ofTwo(result, results), ofRestarts(result, results))
                    .flatMap(List::stream)
                    .forEach(miss -> missed.add(
                            result.trial().name() + ", " + result.observed().name() + ": " + miss));
        }
        return missed;
    }

    /** One sentence for each that a year misses. */
    static List<String> missedInYear(List<YearResult> results) {
        List<String> missed = new ArrayList<>();
        for (YearResult result : results) {
            String name = result.observed().name();
            atLeastOne(name + ": compared judgements", result.comparedPolls(), missed);
            atMost(name + ": false stalled or failed", result.falseAlarms(), 0, missed);
            atMost(name + ": unknown by a restart", result.unknownByRestart(), 0, missed);
        }
        return missed;
    }

    private static List<String> ofOne(CaseResult result) {
        List<String> missed = new ArrayList<>();
        switch (result.observed().promise()) {
            case CONSTANT -> {
                atLeastOne("exact answers", result.errors().size(), missed);
                atMost("median error in polls", result.errors().median() / INTERVAL, 0.5, missed);
                atMost("95th percentile of errors in polls", result.errors().p95() / INTERVAL, 1, missed);
            }
            case BURSTS -> {
                atLeastOne("exact answers", result.errors().size(), missed);
                atMost("95th percentile of errors in polls", result.errors().p95() / INTERVAL, 2, missed);
            }
            case CLOUD_EYE -> ofCloudEye(result, missed);
            case BREACH -> {
                atLeastOne("times to breach", result.breaches().errors().size(), missed);
                atMost("median error of the time to breach", result.breaches().errors().median(), 0.1, missed);
            }
            case MARGIN -> {
                atLeastOne("margins", result.margins().size(), missed);
                atMost("95th percentile of errors of the margin", result.margins().p95(), 0.05, missed);
            }
            case BUSY -> atMost("median seconds until a stall was found", result.detections().seconds().median(), 180, missed);
            case RARE_DELIVERIES ->
                atMost("median seconds until a stall was found", result.detections().seconds().median(), 1_000, missed);
            case NOTHING_MORE -> {}
        }
        if (result.observed().stalls() != Stalls.NONE) {
            atLeastOne("stalls to find", result.detections().stalls(), missed);
        }
        if (result.comparisonErrors().size() > 0) {
            notWorse("median error", result.comparedErrors().median(), result.comparisonErrors().median(), missed);
            notWorse("95th percentile", result.comparedErrors().p95(), result.comparisonErrors().p95(), missed);
        }
        Detections detections = result.detections();
        atMost("wrong bounds and seconds of nothing", result.wrong(), 0, missed);
        atMost("false stalled", detections.falseAlarms(), 0, missed);
        atMost("false failed", result.polls(Health.FAILED), 0, missed);
        atMost("stalls not found", detections.missed(), 0, missed);
        atMost("polls until a stall was found", detections.mostPolls(), result.observed().windowPolls() + 1, missed);
        return missed;
    }

    /** A stall is found by points: the poll that reads the last one comes up to one interval after its delay. */
    private static void ofCloudEye(CaseResult result, List<String> missed) {
        double delay = (double) result.trial().cloud().cloudEyeDelay().toSeconds();
        if (result.observed().stalls() == Stalls.NONE) {
            double allowed = result.allowedSeconds();
            atMost("95th percentile of errors in seconds", result.errors().p95(), allowed, missed);
            atMost("polls that miss a beginning or an end", result.mostLatePolls(), allowed / INTERVAL, missed);
        }
        atMost(
                "seconds until a stall was found",
                result.detections().seconds().max(),
                (result.observed().windowPolls() + 2) * INTERVAL + delay,
                missed);
    }

    /** Consumer groups give what dump details give. */
    private static List<String> ofTwo(CaseResult result, List<CaseResult> results) {
        boolean isAlike = result.trial().cloud().dumpApi()
                || results.stream()
                        .filter(other -> other.trial().name().equals(Trials.UNDISTURBED))
                        .filter(other -> other.observed().name().equals(result.observed().name()))
                        .anyMatch(result::isLike);
        return isAlike ? List.of() : List.of("consumer groups and dump details differ");
    }

    /** With a state file, a restart makes no health unknown. */
    private static List<String> ofRestarts(CaseResult result, List<CaseResult> results) {
        List<String> missed = new ArrayList<>();
        if (result.trial().name().equals(Trials.WITH_STATE_FILE)) {
            results.stream()
                    .filter(other -> other.trial().name().equals(Trials.UNDISTURBED))
                    .filter(other -> other.observed().name().equals(result.observed().name()))
                    .forEach(other -> atMost("unknown", result.polls(Health.UNKNOWN), other.polls(Health.UNKNOWN), missed));
        }
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
