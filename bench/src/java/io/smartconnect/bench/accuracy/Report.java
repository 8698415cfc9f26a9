package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.progress.Health;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints results as tables in Markdown. */
final class Report {

    private static final double INTERVAL = Laboratory.INTERVAL.toSeconds();

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(List<CaseResult> results) {
        heading(
                "Error of lag in seconds, in seconds (and in poll intervals)",
                "trial",
                "scenario",
                "answers",
                "median",
                "p95",
                "max",
                "lower bounds",
                "comparison: median",
                "p95",
                "max",
                "NaN",
                "infinite",
                "negative");
        results.stream()
                .filter(result -> tellsSeconds(result) && !result.observed().isReplication())
                .forEach(this::printErrors);
        heading(
                "Error of lag in seconds by Cloud Eye, in seconds (and in points)",
                "trial",
                "scenario",
                "answers",
                "median",
                "p95",
                "max",
                "late polls in a row",
                "lower bounds");
        results.stream()
                .filter(result -> result.observed().isReplication())
                .forEach(this::printCloudEye);
        heading(
                "Error of the retention margin, in percent",
                "trial",
                "scenario",
                "answers",
                "median",
                "p95",
                "max",
                "unknown");
        results.stream()
                .filter(result -> result.observed().promise() == Case.Promise.MARGIN)
                .forEach(this::printMargins);
        heading(
                "Error of the time to breach, in percent",
                "trial",
                "scenario",
                "answers",
                "median",
                "p95",
                "max",
                "predictions of less than an hour that never came true");
        results.stream()
                .filter(result -> result.breaches().errors().size() + result.breaches().wrong() > 0)
                .forEach(this::printBreaches);
        heading(
                "Polls by what was said of tasks that do not stall",
                Stream.concat(Stream.of("trial", "scenario"), Stream.of(Health.values()).map(Health::label))
                        .toArray(String[]::new));
        results.stream().filter(result -> !stalls(result)).forEach(this::printHealth);
        heading(
                "Real stalls",
                "trial",
                "scenario",
                "window in polls",
                "stalls",
                "found",
                "median until found",
                "longest",
                "most polls",
                "false alarms");
        results.stream().filter(Report::stalls).forEach(this::printStalls);
        heading(
                "Stalls by a phi accrual detector",
                "trial",
                "scenario",
                "stalls",
                "found",
                "median until found",
                "longest",
                "false alarms");
        results.stream()
                .filter(result -> !result.observed().isReplication())
                .forEach(this::printComparison);
    }

    void printYear(List<YearResult> results) {
        heading(
                "Judgements of healthy dumps over a year",
                "scenario",
                "polls",
                "stalled or failed",
                "unknown",
                "compared polls",
                "unknown by a restart");
        results.forEach(result -> row(
                result.observed().name(),
                result.polls(),
                result.falseAlarms(),
                result.unknown(),
                result.comparedPolls(),
                result.unknownByRestart()));
    }

    private static boolean tellsSeconds(CaseResult result) {
        return result.errors().size() + result.bounds() > 0;
    }

    private static boolean stalls(CaseResult result) {
        return result.observed().stalls() != Stalls.NONE;
    }

    private void printErrors(CaseResult result) {
        Errors ours = result.errors();
        Errors theirs = result.comparisonErrors();
        row(
                result.trial().name(),
                result.observed().name(),
                ours.size(),
                error(ours, ours.median()),
                error(ours, ours.p95()),
                error(ours, ours.max()),
                result.bounds(),
                error(theirs, theirs.median()),
                error(theirs, theirs.p95()),
                error(theirs, theirs.max()),
                result.nan(),
                result.infinite(),
                result.negative());
    }

    private void printCloudEye(CaseResult result) {
        Errors errors = result.errors();
        row(
                result.trial().name(),
                result.observed().name(),
                errors.size(),
                error(errors, errors.median()),
                error(errors, errors.p95()),
                error(errors, errors.max()),
                result.mostLatePolls(),
                result.bounds());
    }

    private void printBreaches(CaseResult result) {
        printPercents(result, result.breaches().errors(), "%.1f", result.breaches().wrong());
    }

    private void printMargins(CaseResult result) {
        printPercents(result, result.margins(), "%.2f", result.unknownMargins());
    }

    private void printPercents(CaseResult result, Errors errors, String format, int rest) {
        row(
                result.trial().name(),
                result.observed().name(),
                errors.size(),
                format.formatted(100 * errors.median()),
                format.formatted(100 * errors.p95()),
                format.formatted(100 * errors.max()),
                rest);
    }

    private static String error(Errors errors, double seconds) {
        return errors.size() == 0 ? "" : "%,.2f (%,.2f)".formatted(seconds, seconds / INTERVAL);
    }

    private void printHealth(CaseResult result) {
        row(Stream.concat(
                        Stream.of(result.trial().name(), result.observed().name()),
                        Stream.of(Health.values()).map(result::polls))
                .toArray());
    }

    private void printStalls(CaseResult result) {
        Detections detections = result.detections();
        row(
                result.trial().name(),
                result.observed().name(),
                result.observed().windowPolls(),
                detections.stalls(),
                detections.stalls() - detections.missed(),
                "%,.0f s".formatted(detections.seconds().median()),
                "%,.0f s".formatted(detections.seconds().max()),
                detections.mostPolls(),
                detections.falseAlarms());
    }

    private void printComparison(CaseResult result) {
        Detections detections = result.comparisonDetections();
        row(
                result.trial().name(),
                result.observed().name(),
                detections.stalls(),
                detections.stalls() - detections.missed(),
                "%,.0f s".formatted(detections.seconds().median()),
                "%,.0f s".formatted(detections.seconds().max()),
                detections.falseAlarms());
    }

    private void heading(String title, String... columns) {
        out.printf("%n### %s%n%n", title);
        row((Object[]) columns);
        row(Stream.of(columns).map(column -> "---").toArray());
    }

    private void row(Object... cells) {
        out.println(Stream.of(cells).map(Report::text).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String text(Object cell) {
        return cell instanceof Integer number ? "%,d".formatted(number) : cell.toString();
    }
}
