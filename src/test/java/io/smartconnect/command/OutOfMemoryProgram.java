package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** A program that fills its heap in a place of the user's choice, and never ends by itself. */
public final class OutOfMemoryProgram {

    private OutOfMemoryProgram() {}

    /** Runs the program; the argument is the place. */
    public static void main(String[] arguments) {
        CommandProcess.run(Main.NAME, () -> {
            Vertx vertx = CommandProcess.startVertx();
            switch (arguments[0]) {
                case "command" -> fillHeap();
                case "thread" -> new Thread(OutOfMemoryProgram::fillHeap).start();
                case "event loop" -> vertx.runOnContext(now -> fillHeap());
                default -> vertx.executeBlocking(OutOfMemoryProgram::fillHeap).onFailure(OutOfMemoryProgram::log);
            }
            return forever();
        });
    }

    private static int fillHeap() {
        List<byte[]> kept = new ArrayList<>();
        while (kept.size() < Integer.MAX_VALUE) {
            kept.add(new byte[1 << 20]);
        }
        return kept.size();
    }

    /** As a poll logs the failure of a decoder. */
    private static void log(Throwable thrown) {
        LoggerFactory.getLogger(OutOfMemoryProgram.class).debug("poll failed", CloudFailure.from(thrown));
    }

    private static int forever() {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
