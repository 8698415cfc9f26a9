package io.smartconnect.exporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** All that one class logs until it is closed, instead of to the console. */
public final class LogCapture implements AutoCloseable {

    private final ListAppender<ILoggingEvent> caught = new ListAppender<>();
    private final Logger logger;

    /** Begins to catch what {@code source} logs. */
    public LogCapture(Class<?> source) {
        logger = (Logger) LoggerFactory.getLogger(source);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        caught.start();
        logger.addAppender(caught);
    }

    /** What was logged since the beginning, or since it was forgotten. */
    public List<ILoggingEvent> events() {
        return caught.list;
    }

    /** Forgets what was logged so far. */
    public void forget() {
        caught.list.clear();
    }

    @Override
    public void close() {
        logger.detachAppender(caught);
        logger.setLevel(null);
        logger.setAdditive(true);
    }
}
