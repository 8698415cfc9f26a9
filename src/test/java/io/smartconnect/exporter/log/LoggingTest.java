package io.smartconnect.exporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.MarkerFilter;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.spi.FilterReply;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {

    /** The logging of all other tests; threads that they left behind may still use it. */
    private static final LoggerContext OTHERS = (LoggerContext) LoggerFactory.getILoggerFactory();

    /** Denies each event, as none has this marker. */
    private static final MarkerFilter SILENCE = new MarkerFilter();

    private final LoggerContext context = new LoggerContext();
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeAll
    static void silenceOthers() {
        SILENCE.setMarker("of no event");
        SILENCE.setOnMismatch(FilterReply.DENY.name());
        SILENCE.start();
        OTHERS.addTurboFilter(SILENCE);
        Logging.flush(Duration.ofSeconds(5));
    }

    @AfterAll
    static void letOthersLog() {
        OTHERS.getTurboFilterList().remove(SILENCE);
    }

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

        context.getLogger("io.smartconnect.Test").info("not this");
        context.getLogger("io.smartconnect.Test")
                .atWarn()
                .addKeyValue("task", "nightly")
                .log("refused");

        assertThat(new JsonObject(written()).getMap())
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

        context.getLogger("any").info("not this");
        context.getLogger("any").warn("this");

        assertThat(written()).containsOnlyOnce("\n").contains(" level=warn msg=this logger=any");
    }

    /** All that was written; a stop of the context waits for it. */
    private String written() {
        context.stop();
        return written.toString(StandardCharsets.UTF_8);
    }
}
