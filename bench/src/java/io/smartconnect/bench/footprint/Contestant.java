package io.smartconnect.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A way to start the packaged exporter, without its own arguments. */
record Contestant(String name, List<String> command, Map<String, String> environment) {

    private static final Path JAR = Path.of("target/smart-connect-exporter.jar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("bin/smart-connect-exporter").toAbsolutePath();
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    /** The JVM with its default flags: what the others are compared with. */
    static Contestant jar() {
        return new Contestant(
                "`java -jar`", List.of(JAVA_HOME.resolve("bin/java").toString(), "-jar", JAR.toString()), Map.of());
    }

    static Contestant launcher(String javaOptions) {
        return launcher("launcher", LAUNCHER, javaOptions);
    }

    /** The launcher installed in {@code directory}, where there is no archive. */
    static Contestant withoutArchive(Path directory) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path lib = Files.createDirectories(directory.resolve("lib"));
        Path launcher = Files.copy(LAUNCHER, bin.resolve(LAUNCHER.getFileName()));
        Files.createSymbolicLink(lib.resolve(JAR.getFileName()), JAR);
        return launcher("launcher without archive", launcher, "");
    }

    private static Contestant launcher(String name, Path launcher, String javaOptions) {
        return new Contestant(
                name,
                List.of(launcher.toString()),
                Map.of("JAVA_HOME", JAVA_HOME.toString(), "JAVA_OPTS", javaOptions));
    }
}
