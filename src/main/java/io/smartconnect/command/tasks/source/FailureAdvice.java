package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.text.HumanReadable;
import java.time.Duration;
import java.util.Optional;

/** One-line advice on failures of the cloud. */
public final class FailureAdvice {

    private FailureAdvice() {}

    /** Advice on a failed request; {@code pause} is the wait after throttling if the cloud asks for none. */
    static String of(CloudFailure failure, Duration pause) {
        String when = "in " + HumanReadable.duration(failure.retryAfter().orElse(pause));
        return advice(failure.reason(), failure.operation(), when) + ": " + SafeText.of(failure.text());
    }

    /** Advice on a failed poll or discovery. */
    static String of(PollError error) {
        return advice(error.reason(), error.operation(), "later") + ": " + SafeText.of(error.text());
    }

    private static String advice(FailureReason reason, Optional<CloudOperation> operation, String when) {
        return switch (reason) {
            case AUTH -> "the cloud refuses the credentials; check the key, its secret and this machine's clock";
            case DENIED ->
                "the cloud denies the request; "
                        + operation
                                .flatMap(CloudOperation::missingPermission)
                                .orElse(
                                        "the required permission is undocumented; docs/permissions.md lists the documented ones");
            case THROTTLED -> "the cloud throttles; retry " + when + ", or use --wait";
            case NOT_FOUND -> "the cloud does not find it";
            case TIMEOUT -> "the cloud did not respond in time";
            case UNREACHABLE -> "the cloud cannot be reached";
            case SERVER_ERROR -> "the cloud reports an internal error; retry later";
            case BAD_RESPONSE -> "the response is not one of the DMS API; check the endpoint and proxies";
            case REJECTED -> "the cloud rejects the request";
            case INTERNAL -> "this is a bug of smart-connect-exporter; please report it";
        };
    }
}
