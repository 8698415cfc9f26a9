package io.smartconnect.exporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoggingTest {

    private static final String LOGGER = "io.smartconnect.LoggingTest";

    private final LoggerContext context = new LoggerContext();
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void catchStderr() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseStderr() {
        System.setErr(stderr);
        context.stop();
    }

    @Test
    void configure_writesJsonToStderr_fromTheLevelOn() {
        Logging.configure(context, new LogSettings(LogSettings.Level.WARN, LogSettings.Format.JSON));

        context.getLogger(LOGGER).info("not this");
        context.getLogger(LOGGER).atWarn().addKeyValue("task", "nightly").log("refused");

        assertThat(new JsonObject(onlyLine()).getMap())
                .containsEntry("msg", "refused")
                .containsEntry("level", "warn")
                .containsEntry("task", "nightly");
    }

    @Test
    void configure_keepsLibrariesQuiet_whenTheLevelIsDebug() {
        Logging.configure(context, new LogSettings(LogSettings.Level.DEBUG, LogSettings.Format.LOGFMT));

        assertThat(context.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("io.smartconnect.exporter").getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
    }

    @Test
    void defaults_warnOnStderr_andSayNothingElse() throws Exception {
        new ContextInitializer(context).autoConfig();

        context.getLogger(LOGGER).info("not this");
        context.getLogger(LOGGER).warn("this");

        assertThat(onlyLine()).contains(" level=warn msg=this logger=" + LOGGER);
    }

    /** The line that this test logged; lines of threads that earlier tests left behind are passed over. */
    private String onlyLine() {
        context.stop(); // waits until all is written
        List<String> lines = written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(LOGGER))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
