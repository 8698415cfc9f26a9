package io.smartconnect.exporter.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackgroundAppenderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More than the appender keeps. */
    private static final int MANY = 2 * BackgroundAppender.MOST_BYTES / 1000;

    private final LoggerContext context = new LoggerContext();
    private final SlowReader reader = new SlowReader();
    private final BackgroundAppender appender =
            new BackgroundAppender(reader, new LineEncoder(LogSettings.Format.LOGFMT));
    private final Logger logger = context.getLogger("io.smartconnect.Test");

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        appender.setContext(context);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stop() {
        reader.open.countDown();
        context.stop();
    }

    @Test
    void readerThatStopsReading_blocksNobody_andDroppedEventsAreCountedAndReported() {
        long before = Logging.dropped();

        logMany();

        long dropped = Logging.dropped() - before;
        assertThat(dropped).isBetween(MANY / 3L, MANY - 1L);
        reader.open.countDown();
        appender.flush(PATIENCE);
        List<String> lines = reader.lines();
        assertThat(lines).hasSize(MANY - (int) dropped + 1);
        assertThat(lines.get(0)).contains(" msg=\"0 xxx");
        assertThat(lines.get(lines.size() - 1))
                .contains(" level=warn msg=\"log events were dropped because standard error was read too slowly\"")
                .endsWith(" dropped=" + dropped);
    }

    @Test
    void eventsAfterDroppedOnes_areWritten() {
        logMany();
        reader.open.countDown();
        appender.flush(PATIENCE);

        logger.info("after");

        appender.flush(PATIENCE);
        assertThat(reader.lines().get(reader.lines().size() - 1)).contains(" msg=after ");
    }

    @Test
    void flush_waitsOnlyAMoment() {
        logger.info("never read");

        appender.flush(Duration.ofMillis(1));

        assertThat(reader.lines()).isEmpty();
    }

    @Test
    void stop_writesWhatWaits_andEndsTheThread() {
        reader.open.countDown();
        logger.info("last");

        appender.stop();

        assertThat(reader.lines()).hasSize(1);
        await().atMost(PATIENCE)
                .until(() ->
                        Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.equals(reader.writer)));
    }

    private void logMany() {
        for (int event = 0; event < MANY; event++) {
            logger.info("{} {}", event, "x".repeat(1000));
        }
    }

    /** A standard error that nobody reads until it opens. */
    private static final class SlowReader extends OutputStream {
        private final CountDownLatch open = new CountDownLatch(1);
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private volatile Thread writer = Thread.currentThread();

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] line) {
            writer = Thread.currentThread();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            read.writeBytes(line);
        }

        private List<String> lines() {
            return read.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
