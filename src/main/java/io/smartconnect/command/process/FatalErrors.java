package io.smartconnect.command.process;

import io.smartconnect.exporter.log.Logging;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The end of the process at a {@link VirtualMachineError}, such as {@link OutOfMemoryError}: one line on standard error and
 * status {@value #STATUS}, as with the JVM's flag {@code -XX:+ExitOnOutOfMemoryError}. After such an error, an arbitrary part
 * of the exporter may have stopped.
 */
final class FatalErrors {

    static final int STATUS = 3;

    /** Limit of the wait for the line, because nobody may read standard error. */
    private static final Duration LAST_LINE = Duration.ofMillis(500);

    /** Prepared, because there may be no memory for a message. */
    private static final byte[] OUT_OF_MEMORY =
            "smart-connect-exporter: out of memory: it needs a larger heap (docs/sizing.md)\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final byte[] OTHER =
            "smart-connect-exporter: ended by an error of the Java virtual machine\n".getBytes(StandardCharsets.UTF_8);

    /** Started in advance, because there may be no memory for a thread. */
    private static final Thread REPORTER = new Thread(FatalErrors::report, "fatal-error");

    private static volatile byte @Nullable [] line;

    private FatalErrors() {}

    /** Ends the process at an error that a thread does not catch, or that anybody logs. */
    static void install() {
        REPORTER.setDaemon(true);
        REPORTER.start();
        Logging.onFatalError(FatalErrors::end);
        Thread.setDefaultUncaughtExceptionHandler(FatalErrors::uncaught);
    }

    private static void uncaught(Thread thread, Throwable thrown) {
        endAt(thrown);
        LoggerFactory.getLogger(FatalErrors.class).error("unexpected failure", thrown);
    }

    /** Ends the process if {@code thrown} is such an error. */
    static void endAt(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal) {
            end(fatal);
        }
    }

    private static void end(VirtualMachineError fatal) {
        long started = System.nanoTime();
        line = fatal instanceof OutOfMemoryError ? OUT_OF_MEMORY : OTHER;
        LockSupport.unpark(REPORTER);
        while (System.nanoTime() - started < LAST_LINE.toNanos()) {
            LockSupport.parkNanos(LAST_LINE.toNanos());
        }
        Runtime.getRuntime().halt(STATUS);
    }

    private static void report() {
        byte[] reported = line;
        while (reported == null) {
            LockSupport.park();
            reported = line;
        }
        // not System.err: a thread that waits for the reader of standard error may hold its lock
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(reported);
        } catch (IOException lost) {
            // the status reports it
        } finally {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
