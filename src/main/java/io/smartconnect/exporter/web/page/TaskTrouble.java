package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.smartconnect.exporter.web.html.Severity;
import java.util.List;

/** The trouble of a task: a bad health, or messages that retention deletes now or within an hour. */
final class TaskTrouble {

    private TaskTrouble() {}

    /** True if the task needs attention. */
    static boolean of(TaskSummary summary) {
        return summary.health().isBad() || isAtRisk(summary);
    }

    /** True if retention deletes messages of the task, or will within an hour. */
    static boolean isAtRisk(TaskSummary summary) {
        return summary.retention().marginSeconds().stream()
                .anyMatch(margin -> Severity.ofMargin(margin) == Severity.BAD);
    }

    /** The severity of its row. */
    static Severity severity(TaskSummary summary) {
        return isAtRisk(summary) ? Severity.BAD : Severity.of(summary.health());
    }

    /** A number that grows with the urgency: by the severity, then by the health. */
    static double urgency(TaskSummary summary) {
        double bySeverity = rank(severity(summary), Severity.values());
        return bySeverity * Health.values().length + rank(summary.health(), Health.values());
    }

    private static <E> int rank(E value, E[] fromBestToWorst) {
        return List.of(fromBestToWorst).indexOf(value);
    }
}
