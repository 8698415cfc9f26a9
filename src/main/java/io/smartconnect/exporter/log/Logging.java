package io.smartconnect.exporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/** Configures Logback to write to stderr; stdout belongs to the commands. */
public final class Logging {

    /** A logger that repeats failures of requests as errors, without the name of the peer; hence turned off. */
    private static final String BROKEN_CONNECTIONS = "io.vertx.core.net.impl.ConnectionBase";

    private Logging() {}

    /**
     * Replaces the configuration of logback.xml. Call it once, when the settings are known. Libraries log at most INFO,
     * because some of them log the content of requests below that.
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
