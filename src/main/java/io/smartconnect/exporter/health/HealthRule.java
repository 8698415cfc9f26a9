package io.smartconnect.exporter.health;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One row of a table that judges health by evidence. docs/health.md has the same rows, and explains each.
 *
 * @param <E> the evidence
 * @param name its name in the document
 * @param health its verdict
 * @param condition whether it fits
 * @param reason the reason, as users see it
 */
public record HealthRule<E>(String name, Health health, Predicate<E> condition, Function<E, String> reason) {

    /** The judgement of the first row that fits. The last row of {@code table} must always fit. */
    public static <E> HealthJudgement judge(List<HealthRule<E>> table, E evidence) {
        int row = 0;
        while (!table.get(row).condition.test(evidence)) {
            row++;
        }
        HealthRule<E> first = table.get(row);
        return new HealthJudgement(first.health, first.reason.apply(evidence));
    }
}
