package io.smartconnect.exporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * A Logback filter that lets every event pass and reports each {@link VirtualMachineError} in one, also of a level that is off.
 * Libraries log whatever they catch, so no such error gets lost in them.
 */
final class FatalErrorLogFilter extends TurboFilter {

    /** No chain of causes is longer, except a cycle. */
    private static final int LONGEST_CHAIN = 32;

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        Object last = parameters == null || parameters.length == 0 ? null : parameters[parameters.length - 1];
        report(thrown == null && last instanceof Throwable given ? given : thrown);
        return FilterReply.NEUTRAL;
    }

    /** Reports the {@link VirtualMachineError} in the chain of causes, if there is one. Allocates nothing. */
    static void report(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            if (cause instanceof VirtualMachineError fatal) {
                Logging.reportFatal(fatal);
            }
            cause = cause.getCause();
        }
    }
}
