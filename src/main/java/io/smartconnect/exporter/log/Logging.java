package io.smartconnect.exporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Configures Logback to write to stderr; stdout belongs to the commands. */
public final class Logging {

    /** A logger that repeats failures of requests as errors, without the name of the peer; hence turned off. */
    private static final String BROKEN_CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    static final LongAdder DROPPED = new LongAdder();

    /** The appender in use; null before the first event. */
    static volatile @Nullable BackgroundAppender started;

    private static volatile Consumer<VirtualMachineError> onFatalError = fatal -> {};

    private Logging() {}

    /** The number of events that were dropped because standard error was read too slowly. Safe for any thread. */
    public static long dropped() {
        return DROPPED.sum();
    }

    /** Calls {@code action} with each {@link VirtualMachineError} that anybody logs, at once and on the same thread. */
    public static void onFatalError(Consumer<VirtualMachineError> action) {
        onFatalError = action;
    }

    static void reportFatal(VirtualMachineError fatal) {
        onFatalError.accept(fatal);
    }

    /** Waits until all events are written, at most for {@code limit}. Call it before the process exits. */
    public static void flush(Duration limit) {
        BackgroundAppender appender = started;
        if (appender != null) {
            appender.flush(limit);
        }
    }

    /**
     * Replaces the {@linkplain FirstLogging first configuration}. Call it once, when the settings are known. Libraries log at most INFO,
     * because some of them log the content of requests below that.
     */
    public static void configure(LogSettings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, settings);
        }
    }

    static void configure(LoggerContext context, LogSettings settings) {
        context.reset();
        Logger root = write(context, settings.format());
        Level level = Level.valueOf(settings.level().name());
        context.getLogger("io.smartconnect").setLevel(level);
        root.setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
        context.getLogger(BROKEN_CONNECTIONS).setLevel(Level.OFF);
    }

    /** Lets all loggers write to standard error in this format. Returns the root of them. */
    static Logger write(LoggerContext context, LogSettings.Format format) {
        LineEncoder encoder = new LineEncoder(format);
        encoder.setContext(context);
        encoder.start();
        BackgroundAppender stderr = new BackgroundAppender(encoder);
        stderr.setContext(context);
        stderr.start();
        context.addTurboFilter(new FatalErrorLogFilter());
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        return root;
    }
}
