package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;

/**
 * The parts that all sources of a target share.
 *
 * @param worker reads files
 * @param interval poll interval, the first pause after a refusal
 */
record KeySourceContext(Authenticator.Sender sender, WorkerExecutor worker, TimeSource time, Duration interval) {

    /** Creates a limit for one secret that is sent to obtain keys. */
    RefusalLimit limit() {
        return new RefusalLimit(time, interval);
    }
}
