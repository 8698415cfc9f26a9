package io.smartconnect.bench.soak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** All warnings and errors that this JVM logs, in place of its usual output. */
final class WarningCapture extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private WarningCapture() {}

    /** Begins to capture. */
    static WarningCapture begin() {
        WarningCapture capture = new WarningCapture();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("io.smartconnect");
        root.detachAndStopAllAppenders();
        root.setLevel(Level.WARN);
        own.setLevel(Level.WARN);
        capture.setContext(root.getLoggerContext());
        capture.start();
        root.addAppender(capture);
        return capture;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String keys = event.getKeyValuePairs() == null ? "" : " " + event.getKeyValuePairs();
        String cause = event.getThrowableProxy() == null
                ? ""
                : " " + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage();
        if (event.getLevel().isGreaterOrEqual(Level.WARN) && !event.getLoggerName().contains("BlockedThreadChecker")) {
            lines.add(event.getFormattedMessage() + keys + cause);
        }
    }

    /** Takes out what was logged since the last call, without the lines that {@code isExpected}. */
    List<String> unexpected(Predicate<String> isExpected) {
        List<String> taken = new ArrayList<>();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            if (!isExpected.test(line)) {
                taken.add(line);
            }
        }
        return taken;
    }
}
