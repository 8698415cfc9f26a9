package io.smartconnect.exporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/** Turns settings into log lines on stderr; stdout belongs to the commands. */
public final class Logging {

    /** Tells as an error, without saying of whom, what the failure of a request tells anyway. */
    private static final String BROKEN_CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    private Logging() {}

    /**
     * Replaces whatever was configured before; to be called once, when the settings are known. Libraries never say more
     * than INFO: below that some of them print what requests carry.
     */
    public static void configure(LogSettings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            configure(context, settings);
        }
    }

    static void configure(LoggerContext context, LogSettings settings) {
        context.reset();
        LineEncoder encoder = new LineEncoder(settings.format());
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        Level level = Level.valueOf(settings.level().name());
        context.getLogger("io.smartconnect").setLevel(level);
        root.setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
        context.getLogger(BROKEN_CONNECTIONS).setLevel(Level.OFF);
    }
}
