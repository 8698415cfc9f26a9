package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/smart-connect-exporter}, installed in a directory whose name has a space. */
class LauncherIT {

    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final String LOADED_CLASSES = "-Xlog:class+load:file=";

    /**
     * Prefix of the families about concurrent garbage collection. Java's default collector exports them, the launcher's collector
     * does not (docs/sizing.md).
     */
    private static final String CONCURRENT_PHASES = "jvm_gc_concurrent_phase_time_seconds";

    @TempDir
    Path directory;

    private Path home;
    private Path launcher;
    private Path archive;

    @BeforeEach
    void install() throws IOException {
        home = directory.resolve("smart connect");
        Path lib = Files.createDirectories(home.resolve("lib"));
        Path bin = Files.createDirectories(home.resolve("bin"));
        launcher = Files.copy(Path.of("bin/smart-connect-exporter"), bin.resolve("smart-connect-exporter"));
        Path jar = Path.of(System.getProperty("jar")).toAbsolutePath();
        Files.createSymbolicLink(lib.resolve("smart-connect-exporter.jar"), jar);
        for (String options : List.of("jvm.options", "collector.options")) {
            Files.copy(jar.resolveSibling(options), lib.resolve(options));
        }
        archive = lib.resolve("smart-connect-exporter.jsa");
    }

    private ExporterProcess start(Map<String, String> environment, String... arguments) throws IOException {
        return start(launcher, environment, arguments);
    }

    private static ExporterProcess start(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException {
        Map<String, String> complete = new LinkedHashMap<>(Map.of("JAVA_HOME", JAVA_HOME.toString()));
        complete.putAll(environment);
        return ExporterProcess.start(List.of(launcher.toString()), complete, arguments);
    }

    private ExporterProcess demo(String javaOptions) throws IOException {
        return start(Map.of("JAVA_OPTS", javaOptions), "demo", "--web.listen-address=127.0.0.1:0");
    }

    @Test
    void launcher_servesEachFamilyOfTheJvmThatTheJarServes_exceptConcurrentPhases() throws IOException {
        try (ExporterProcess jar = ExporterProcess.start("demo", "--web.listen-address=127.0.0.1:0");
                ExporterProcess launched = demo("")) {
            Set<String> served = ofTheJvm(jar.ready());
            assertThat(served).contains("jvm_memory_used_bytes", "jvm_classes_loaded_classes", "process_cpu_usage");

            await().atMost(Program.PATIENCE)
                    .untilAsserted(() -> assertThat(ofTheJvm(launched)).containsAll(served));
            assertThat(launched.metrics().valueOf("jvm_classes_loaded_classes").orElseThrow())
                    .isPositive();
        }
    }

    private static Set<String> ofTheJvm(ExporterProcess exporter) {
        Set<String> families = exporter.metrics()
                .text()
                .lines()
                .filter(line -> line.matches("# TYPE (jvm|process)_.*"))
                .map(line -> line.split(" ", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));
        families.removeIf(family -> family.startsWith(CONCURRENT_PHASES));
        return families;
    }

    @Test
    void launcher_becomesTheJvm_soThatSigtermEndsItWith0() throws IOException {
        try (ExporterProcess demo = demo("")) {
            demo.ready();
            assertThat(commandLine(demo).get(0))
                    .isEqualTo(JAVA_HOME.resolve("bin/java").toString());

            demo.program().terminate();

            assertThat(demo.program().statusWithin(Duration.ofSeconds(5))).isZero();
            assertThat(demo.program().err()).contains("msg=stopped").doesNotContain("[warning]");
        }
    }

    @Test
    void commandLine_holdsNoSecret() throws IOException {
        try (Simulator simulator = Simulator.start(Scenario.named("quiet"));
                ExporterProcess exporter = start(ExporterProcess.targeting(simulator))) {
            exporter.ready();

            assertThat(commandLine(exporter))
                    .contains("-jar")
                    .noneMatch(argument -> argument.contains(simulator.secretKey()));
        }
    }

    private static List<String> commandLine(ExporterProcess exporter) throws IOException {
        return List.of(Files.readString(Path.of("/proc/" + exporter.program().pid() + "/cmdline"))
                .split("\0", -1));
    }

    @Test
    void javaOptions_beatTheLaunchers() throws IOException {
        try (ExporterProcess printed =
                start(Map.of("JAVA_OPTS", "-Xmx77m  -XX:+UseParallelGC -XX:+PrintFlagsFinal"), "--version")) {
            assertThat(printed.program().status()).isZero();
            assertThat(printed.program().out())
                    .doesNotContainPattern(" MaxNewSize +=  ?" + 16 * 1024 * 1024 + " ")
                    .containsPattern(" MaxHeapSize +=  ?" + 78 * 1024 * 1024 + " ")
                    .containsPattern(" UseParallelGC +=  ?true ")
                    .containsPattern(" UseSerialGC +=  ?false ")
                    .containsPattern(" TieredStopAtLevel +=  ?1 ");
        }
    }

    @Test
    void aShareOfTheMachine_canBeTheHeap() throws IOException {
        try (ExporterProcess printed =
                start(Map.of("JAVA_OPTS", "-XX:MaxRAM=1g -XX:MaxRAMPercentage=25 -XX:+PrintFlagsFinal"), "--version")) {
            assertThat(printed.program().status()).isZero();
            assertThat(printed.program().out()).containsPattern(" MaxHeapSize +=  ?" + 256 * 1024 * 1024 + " ");
        }
    }

    @Test
    void statusAndArguments_arePassedOn() throws IOException {
        Path tooOften = Files.writeString(directory.resolve("too often.conf"), """
                smart-connect-exporter {
                  targets = [{
                    region = eu-west-101, project-id = 0123456789abcdef0123456789abcdef
                    credentials { type = token, token = planted }
                  }]
                  poll.interval = 1s
                }
                """);
        try (ExporterProcess wrong = start(Map.of(), "--nope");
                ExporterProcess mistaken = start(Map.of(), "check-config", "--config.file=" + tooOften)) {
            assertThat(wrong.program().status()).isEqualTo(2);
            assertThat(wrong.program().err()).contains("there is no flag --nope");
            assertThat(mistaken.program().status()).isEqualTo(1);
            assertThat(mistaken.program().err()).contains(tooOften.toString());
        }
    }

    @Test
    void launcher_findsItsJar_throughSymbolicLinks() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), launcher);
        Path linkToLink = Files.createSymbolicLink(directory.resolve("link to link"), Path.of("link"));
        try (ExporterProcess version = start(linkToLink, Map.of(), "--version")) {
            assertThat(link).isSymbolicLink();
            assertThat(version.program().status()).isZero();
            assertThat(version.program().out()).startsWith("smart-connect-exporter ");
        }
    }

    @Test
    void missingJar_isTold() throws IOException {
        Files.delete(home.resolve("lib/smart-connect-exporter.jar"));

        assertRefused(Map.of(), "smart-connect-exporter: there is no smart-connect-exporter.jar in " + home);
    }

    @Test
    void missingOptions_areTold() throws IOException {
        Files.delete(home.resolve("lib/jvm.options"));

        assertRefused(Map.of(), "smart-connect-exporter: there is no jvm.options in " + home.resolve("lib"));
    }

    @Test
    void missingJava_isTold() throws IOException {
        assertRefused(Map.of("JAVA_HOME", "/no java"), "JAVA_HOME has no bin/java; found JAVA_HOME=/no java\n");
        assertRefused(Map.of("JAVA_HOME", "", "PATH", tools().toString()), "there is no java: install Java 17");
    }

    /** The programs of the system that the launcher calls, without Java. */
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin").resolve(tool));
        }
        return tools;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_412", "11.0.2", "16-ea"})
    void olderJava_isTold(String version) throws IOException {
        Path withRelease = java("echo never asked");
        Files.writeString(withRelease.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        assertRefused(Map.of("JAVA_HOME", withRelease.toString()), "Java must be 17 or newer; found " + version);

        Path without = java("echo 'openjdk version \"" + version + "\" 2020-01-14' >&2");
        assertRefused(Map.of("JAVA_HOME", without.toString()), "Java must be 17 or newer; found " + version);
    }

    /** A home with a pretended Java. */
    private Path java(String script) throws IOException {
        Path pretended = Files.createTempDirectory(directory, "java");
        Path java = Files.createDirectory(pretended.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return pretended;
    }

    private void assertRefused(Map<String, String> environment, String complaint) throws IOException {
        try (ExporterProcess refused = start(environment, "--version")) {
            assertThat(refused.program().status()).isEqualTo(1);
            assertThat(refused.program().err())
                    .startsWith("smart-connect-exporter: ")
                    .contains(complaint);
            assertThat(refused.program().out()).isEmpty();
        }
    }

    @Test
    void archive_isUsed_whenARehearsalHasMadeIt() throws IOException {
        List<String> trainingRun = List.of(
                JAVA_HOME.resolve("bin/java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive,
                "-jar",
                home.resolve("lib/smart-connect-exporter.jar").toString(),
                "training-run");
        try (Program made = Program.start(trainingRun, Map.of())) {
            assertThat(made.status()).as(made.err()).isZero();
        }

        assertThat(loaded())
                .anyMatch(line -> line.matches(".* io\\.smartconnect\\.\\S+ source: shared objects file.*"))
                .anyMatch(line -> line.matches(".* picocli\\.CommandLine source: shared objects file.*"));
    }

    @Test
    void archiveThatDoesNotFit_isPassedOverInSilence() throws IOException {
        Files.writeString(archive, "no archive at all");

        assertThat(loaded())
                .anyMatch(line -> line.contains(" io.smartconnect."))
                .noneMatch(line -> line.matches(".* io\\.smartconnect\\.\\S+ source: shared objects file.*"));
    }

    /** The JVM's log of the classes that it loads for {@code --version}, which prints only the version. */
    private List<String> loaded() throws IOException {
        Path log = directory.resolve("classes.log");
        try (ExporterProcess version = start(Map.of("JAVA_OPTS", LOADED_CLASSES + log), "--version")) {
            assertThat(version.program().status()).isZero();
            assertThat(version.program().err()).isEmpty();
            assertThat(version.program().out().lines())
                    .singleElement()
                    .asString()
                    .startsWith("smart-connect-exporter");
            return Files.readAllLines(log);
        }
    }
}
