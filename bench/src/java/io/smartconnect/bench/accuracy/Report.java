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
        results.stream().filter(Report::tellsSeconds).forEach(this::printErrors);
        heading(
                "Polls by what was said of tasks that do not stall",
                Stream.concat(Stream.of("trial", "scenario"), Stream.of(Health.values()).map(Health::label))
                        .toArray(String[]::new));
        results.stream().filter(result -> !stalls(result)).forEach(this::printHealth);
        heading(
                "Real stalls",
                "scenario",
                "window in polls",
                "stalls",
                "found",
                "median until found",
                "longest",
                "most polls",
                "false alarms");
        results.stream().filter(Report::stalls).forEach(this::printStalls);
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
                result.trial(),
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

    private static String error(Errors errors, double seconds) {
        return errors.size() == 0 ? "" : "%,.2f (%,.2f)".formatted(seconds, seconds / INTERVAL);
    }

    private void printHealth(CaseResult result) {
        row(Stream.concat(
                        Stream.of(result.trial(), result.observed().name()),
                        Stream.of(Health.values()).map(result::polls))
                .toArray());
    }

    private void printStalls(CaseResult result) {
        Detections detections = result.detections();
        row(
                result.observed().name(),
                result.observed().windowPolls(),
                detections.stalls(),
                detections.stalls() - detections.missed(),
                "%,.0f s".formatted(detections.seconds().median()),
                "%,.0f s".formatted(detections.seconds().max()),
                detections.mostPolls(),
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
