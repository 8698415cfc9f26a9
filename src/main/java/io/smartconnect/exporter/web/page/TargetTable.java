package io.smartconnect.exporter.web.page;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.smartconnect.exporter.snapshot.BudgetUse;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.SourceStatus;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.HtmlTable;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The targets, worst first, each with the states of its sources of lag. */
final class TargetTable {

    private final Html html;
    private final Instant now;

    TargetTable(Html html, Instant now) {
        this.html = html;
        this.now = now;
    }

    /** Writes at most {@code limit} rows. */
    void write(List<Target> targets, int limit) {
        HtmlTable table =
                HtmlTable.begin(html, "targets", "Target", "State", "Instances", "Sources of lag", "Last success");
        targets.stream()
                .sorted(comparing(TargetTable::severity, reverseOrder()))
                .limit(limit)
                .forEach(target -> write(table, target));
        table.end();
    }

    private void write(HtmlTable table, Target target) {
        Map<LagSource, SourceStatus> sources = new TreeMap<>(target.lagSources());
        table.row(severity(target), target.name(), () -> {
            table.name(target.name(), target.endpoint());
            table.state(Severity.of(target.up()), html.word(OverviewPage.word(target.up())), "");
            table.cell(Integer.toString(target.instances()));
            table.cell(() -> sources.forEach(this::source));
            table.age(target.lastSuccess(), now);
        });
        target.lastError().ifPresent(error -> error(table, target.name(), error.text()));
        target.budget()
                .filter(BudgetUse::isTooSmall)
                .ifPresent(budget -> table.more("why warn", target.name(), () -> html.text(text(budget))));
        sources.forEach((source, status) -> failure(status)
                .ifPresent(text ->
                        error(table, target.name() + " " + source.label(), html.word(source.title()) + ": " + text)));
    }

    private String text(BudgetUse budget) {
        return budget.detailInterval()
                .map(interval -> html.words()
                        .text(
                                "the request rate is too low: offsets are read every {0}",
                                HumanReadable.duration(interval)))
                .orElseGet(() -> html.word("the request rate is too low to read offsets"));
    }

    /** A target that answers is a warning if a source of lag fails, or if its request rate is too low. */
    static Severity severity(Target target) {
        Severity polled = Severity.of(target.up());
        boolean warns = target.lagSources().values().stream().anyMatch(TargetTable::fails)
                || target.budget().filter(BudgetUse::isTooSmall).isPresent();
        return warns && polled != Severity.BAD ? Severity.WARN : polled;
    }

    private static boolean fails(SourceStatus status) {
        return status.up().equals(Optional.of(false));
    }

    private void source(LagSource source, SourceStatus status) {
        Severity level = fails(status) ? Severity.WARN : Severity.of(status.up());
        html.open("div", "class", "source " + level.label())
                .text(html.word(source.title()) + " ")
                .element(
                        "span",
                        html.word(status.up().map(up -> up ? "up" : "down").orElse("not asked yet")))
                .close();
    }

    /** The last error of a source that fails; of a denied request first the permission that is missing. */
    private static Optional<String> failure(SourceStatus status) {
        return fails(status) ? status.lastError().map(error -> permission(error) + error.text()) : Optional.empty();
    }

    private static String permission(PollError error) {
        return Optional.of(error)
                .filter(denied -> denied.reason() == FailureReason.DENIED)
                .flatMap(PollError::operation)
                .flatMap(CloudOperation::missingPermission)
                .map(text -> text + ": ")
                .orElse("");
    }

    private void error(HtmlTable table, String key, String text) {
        table.more("error", key, () -> html.text(SharedPageText.cut(text)));
    }
}
