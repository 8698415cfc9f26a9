package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.Operation;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a refusal of the cloud means, and what to do about it, in one safe line. */
public final class FailureAdvice {

    private FailureAdvice() {}

    /**
     * The permissions that the documents name for {@code operation}: that of roles and custom policies first, then what identity
     * policies need besides. None is named for a restart, nor for a log-in.
     */
    public static List<String> permissions(Operation operation) {
        return switch (operation) {
            case LIST_INSTANCES -> List.of("dms:instance:list");
            case SHOW_INSTANCE -> List.of("dms:instance:get");
            case LIST_TASKS, LIST_DUMP_TASKS ->
                List.of("dms:instance:listConnectorSinkTask", "dms:instance:listConnectorTasks");
            case SHOW_TASK, SHOW_DUMP_TASK ->
                List.of("dms:instance:getConnectorSinkTask", "dms:instance:getConnectorTask");
            case MODIFY_TASK, PAUSE_TASK, RESUME_TASK -> List.of("dms:instance:updateConnectorTask");
            case RESTART_TASK, TOKEN -> List.of();
        };
    }

    /** In words; {@code pause} is how long to wait where the cloud does not say. */
    static String of(CloudFailure failure, Duration pause) {
        String when = "in " + failure.retryAfter().orElse(pause).toSeconds() + " s";
        return advice(failure.reason(), failure.operation(), when) + ": " + SafeText.of(failure.text());
    }

    /** The failure of a poll in words; its message holds the time to wait, if the cloud gave one. */
    static String of(PollError error) {
        return advice(error.reason(), error.operation(), "later") + ": " + SafeText.of(error.text());
    }

    private static String advice(Reason reason, Optional<Operation> operation, String when) {
        return switch (reason) {
            case AUTH -> "the cloud refuses the credentials; check the key, its secret and this machine's clock";
            case DENIED ->
                "the cloud denies this; "
                        + permission(operation.map(FailureAdvice::permissions).orElse(List.of()));
            case THROTTLED -> "the cloud throttles; try again " + when + ", or let --wait do so";
            case NOT_FOUND -> "the cloud does not have it (any more)";
            case TIMEOUT -> "the cloud did not answer in time";
            case UNREACHABLE -> "the cloud can't be reached";
            case SERVER_ERROR -> "the cloud is in trouble itself; try again later";
            case BAD_RESPONSE -> "the answer can't be understood; a proxy, or another API than that of DMS";
            case REJECTED -> "the cloud rejects this";
            case INTERNAL -> "this is a bug of smart-connect-exporter; please report it";
        };
    }

    private static String permission(List<String> permissions) {
        if (permissions.isEmpty()) {
            return "no document names the permission that this needs; docs/permissions.md has those that are named";
        }
        String besides = permissions.size() > 1 ? ", in identity policies also " + permissions.get(1) : "";
        return "the permission " + permissions.get(0) + " is missing" + besides + " (docs/permissions.md)";
    }
}
