package io.smartconnect.exporter.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A Logback appender that writes to standard error on a thread of its own. Logging never blocks: when the reader of standard
 * error is so slow that {@value #MOST_BYTES} bytes wait, the appender drops and counts events.
 */
final class BackgroundAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** About 5,000 lines of the usual length. */
    static final int MOST_BYTES = 1 << 20;

    /** Limit of the wait for the last lines when the appender stops. */
    private static final Duration LAST_LINES = Duration.ofMillis(300);

    private final OutputStream stream;
    private final LineEncoder encoder;
    private final Queue<byte[]> lines = new ArrayDeque<>();
    private int waitingBytes;
    private long dropped;
    private boolean writing;

    /** Creates an appender to standard error. */
    BackgroundAppender(LineEncoder encoder) {
        this(ConsoleTarget.SystemErr.getStream(), encoder);
    }

    BackgroundAppender(OutputStream stream, LineEncoder encoder) {
        this.stream = stream;
        this.encoder = encoder;
    }

    @Override
    public void start() {
        super.start();
        Thread writer = new Thread(this::write, "log");
        writer.setDaemon(true);
        writer.start();
        Logging.started = this;
    }

    /** Writes the lines that wait, within a moment, and ends. */
    @Override
    public void stop() {
        flush(LAST_LINES);
        super.stop();
        synchronized (lines) {
            lines.notifyAll();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        FatalErrorLogFilter.report(thrown(event));
        byte[] line = encoder.encode(event);
        synchronized (lines) {
            if (waitingBytes + line.length > MOST_BYTES) {
                dropped++;
                Logging.DROPPED.increment();
            } else {
                lines.add(line);
                waitingBytes += line.length;
                lines.notifyAll();
            }
        }
    }

    private static @Nullable Throwable thrown(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    }

    /** Waits until all lines are written, at most for {@code limit}. */
    void flush(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        synchronized (lines) {
            long left = limit.toNanos();
            while ((writing || !lines.isEmpty()) && left > 0 && !interrupted) {
                interrupted = waitForChange(left / 1_000_000 + 1);
                left = deadline - System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        byte[] line = next();
        while (line.length > 0) {
            try {
                stream.write(line);
                stream.flush();
            } catch (IOException lost) {
                // nowhere left to report it
            }
            line = next();
        }
    }

    /** Waits for the next line; empty when the appender has stopped. */
    private byte[] next() {
        synchronized (lines) {
            writing = false;
            lines.notifyAll();
            if (lines.isEmpty() && dropped > 0) {
                lines.add(encoder.encode(reportOfDropped()));
            }
            while (lines.isEmpty()) {
                if (!isStarted() || waitForChange(0)) {
                    return new byte[0];
                }
            }
            writing = true;
            byte[] line = lines.remove();
            waitingBytes = Math.max(0, waitingBytes - line.length);
            return line;
        }
    }

    private LoggingEvent reportOfDropped() {
        LoggingEvent report = new LoggingEvent();
        report.setLevel(Level.WARN);
        report.setLoggerName(BackgroundAppender.class.getName());
        report.setMessage("log events were dropped because standard error was read too slowly");
        report.setTimeStamp(System.currentTimeMillis());
        report.setKeyValuePairs(List.of(new KeyValuePair("dropped", dropped)));
        dropped = 0;
        return report;
    }

    /** Waits for a notification; returns true if interrupted. */
    private boolean waitForChange(long millis) {
        try {
            lines.wait(millis);
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
