package io.smartconnect.command.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message to systemd that ends the start of a unit of {@code Type=notify}. The program {@code systemd-notify} sends it,
 * because Java has no datagram sockets of the local domain.
 */
public final class StartNotification {

    private static final Logger LOG = LoggerFactory.getLogger(StartNotification.class);

    /** After it, the unit counts as started whatever it waits for, so that systemd does not end a slow exporter. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private StartNotification() {}

    /** Sends the message when {@code whyNotReady} is empty. Does nothing if {@code environment} has no {@code NOTIFY_SOCKET}. */
    public static void sendWhenReady(Map<String, String> environment, Supplier<Optional<String>> whyNotReady) {
        if (environment.containsKey("NOTIFY_SOCKET")) {
            Thread waiting = new Thread(() -> send(whyNotReady), "start-notification");
            waiting.setDaemon(true);
            waiting.start();
        }
    }

    private static void send(Supplier<Optional<String>> whyNotReady) {
        long start = System.nanoTime();
        while (whyNotReady.get().isPresent() && System.nanoTime() - start < LONGEST_WAIT.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        whyNotReady
                .get()
                .ifPresent(reason -> LOG.atWarn().addKeyValue("reason", reason).log("not ready after a minute"));
        run("systemd-notify", "--ready");
    }

    private static void run(String... command) {
        try {
            int status = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException(command[0] + ": exit status " + status);
            }
        } catch (IOException failed) {
            LOG.atWarn().addKeyValue("error", failed.getMessage()).log("systemd is not notified of the start");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
