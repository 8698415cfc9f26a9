package io.smartconnect.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.fuzz.FuzzTargets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code bench/run} knows its benchmarks. */
class BenchTest {

    private static final Path SCRIPT = Path.of("bench/run");
    private static final Pattern STARTED = Pattern.compile("start ([a-z]+\\.[A-Z]\\w+)");

    private record Ended(int status, String out) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(SCRIPT.toAbsolutePath().toString()), Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), out);
    }

    @Test
    void run_listsEachBenchmark_whenAskedForHelp() throws IOException, InterruptedException {
        Ended help = run("--help");

        assertThat(help.status).isZero();
        assertThat(help.out).startsWith("usage: bench/run");
        for (String type : started()) {
            assertThat(help.out).contains("\n  " + type.substring(0, type.indexOf('.')) + " ");
        }
    }

    @Test
    void run_refusesAnotherName_withStatus2() throws IOException, InterruptedException {
        Ended refused = run("accurracy");

        assertThat(refused.status).isEqualTo(2);
        assertThat(refused.out).startsWith("usage: bench/run");
    }

    @Test
    void fuzz_isListed_andRefusesAnythingButMinutes() throws IOException, InterruptedException {
        assertThat(run("--help").out).contains("\n  fuzz ");
        assertThat(run("fuzz", "long").status).isEqualTo(2);
        assertThat(Files.readString(SCRIPT)).contains(FuzzTargets.class.getName());
    }

    @Test
    void eachBenchmark_hasAProgram() throws IOException, ClassNotFoundException {
        assertThat(started()).isNotEmpty();
        for (String type : started()) {
            assertThat(Class.forName("io.smartconnect.bench." + type).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("main"));
        }
    }

    private static Set<String> started() throws IOException {
        return STARTED.matcher(Files.readString(SCRIPT))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
