package io.smartconnect.command.process;

import io.smartconnect.exporter.log.Logging;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;

/** The process of one command: prepares the JVM, runs the command, and exits with its status. */
public final class CommandProcess {

    private static final int FAILED = 1;

    /** Limit of the wait for the last log lines. */
    private static final Duration LAST_LINES = Duration.ofMillis(300);

    /** For the few tasks that block or take long, such as rendering; enough that a slow disk does not hold up the others. */
    private static final int WORKERS = 6;

    /** Vert.x's default of a second is the most frequent wake-up of an idle exporter. */
    private static final Duration BLOCKED_THREAD_CHECK = Duration.ofSeconds(10);

    private CommandProcess() {}

    /**
     * Runs the command and exits with its status: 1 if it throws or its output can't be written, 3 after a {@link
     * VirtualMachineError}.
     *
     * @param name name of the program, for messages
     */
    public static void run(String name, IntSupplier command) {
        // otherwise Vert.x creates /tmp/vertx-cache-*; read when its classes are loaded
        System.setProperty("vertx.disableFileCPResolving", "true");
        FatalErrors.install();
        StandardOutput output = StandardOutput.install();
        int status = status(name, command);
        System.out.flush();
        Optional<String> lost = output.failure();
        lost.ifPresent(reason -> System.err.println(name + ": standard output: " + reason));
        exit(lost.isPresent() && status == 0 ? FAILED : status);
    }

    private static int status(String name, IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (Throwable thrown) {
            FatalErrors.endAt(thrown);
            LoggerFactory.getLogger(CommandProcess.class).error("unexpected failure", thrown);
            System.err.println(name + ": " + reason(thrown));
            return FAILED;
        }
    }

    private static void exit(int status) {
        Logging.flush(LAST_LINES);
        System.exit(status);
    }

    /** Ends the process at once, after the last log lines. For shutdown hooks, where {@link System#exit} would wait for itself. */
    public static void halt(int status) {
        Logging.flush(LAST_LINES);
        Runtime.getRuntime().halt(status);
    }

    /** Ends the process after {@code limit}, whatever the other threads do meanwhile. */
    public static void haltWithin(Duration limit, int status) {
        long end = System.nanoTime() + limit.toNanos();
        Thread watchdog = new Thread(
                () -> {
                    for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    Runtime.getRuntime().halt(status);
                },
                "exit-deadline");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** Starts Vert.x. Fails with a message of one line, for example if the process may open no more files. */
    public static Vertx startVertx() {
        try {
            return Vertx.vertx(new VertxOptions()
                    .setWorkerPoolSize(WORKERS)
                    .setBlockedThreadCheckInterval(BLOCKED_THREAD_CHECK.toMillis()));
        } catch (RuntimeException | Error failed) {
            FatalErrors.endAt(failed);
            throw new UncheckedIOException(new IOException("the event loops do not start: " + reason(failed), failed));
        }
    }

    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
