package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar starts, answers and stops on every Java of this machine from 17 on. */
class EveryJavaIT {

    private static final Path HOMES = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([0-9]+)");

    static List<Path> homes() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> entries = Files.exists(HOMES) ? Files.list(HOMES) : Stream.of()) {
            return Stream.concat(
                            Stream.of(own),
                            entries.filter(EveryJavaIT::isRecent).map(EveryJavaIT::real))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("homes")
    void demo_startsAnswersAndStops(Path home) throws IOException {
        try (ExporterProcess demo = ExporterProcess.start(home, Map.of(), "demo", "--web.listen-address=127.0.0.1:0")) {
            demo.ready();
            await().atMost(Program.PATIENCE)
                    .until(() ->
                            !demo.metrics().of("smartconnect_task_lag_messages").isEmpty());

            demo.program().terminate();

            assertThat(demo.program().statusWithin(Duration.ofSeconds(5))).isZero();
            assertThat(demo.lines())
                    .as(
                            "no warnings by the JVM, only log lines: trouble of the demo's tasks and clouds, and requests that a busy machine delays")
                    .isNotEmpty()
                    .allMatch(
                            line -> line.matches(
                                    "time=\\S+ level=(info .*|warn (msg=\"task health changed\" .*|.* reason=(timeout|throttled|unreachable) .*))"));
        }
    }

    private static boolean isRecent(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return Files.isExecutable(home.resolve("bin/java"))
                    && version.find()
                    && Integer.parseInt(version.group(1)) >= 17;
        } catch (IOException noJava) {
            return false;
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
