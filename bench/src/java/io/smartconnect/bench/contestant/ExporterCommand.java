package io.smartconnect.bench.contestant;

import io.smartconnect.bench.measure.Cores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A way to start the packaged exporter, without its own arguments. */
public record ExporterCommand(String name, List<String> command, Map<String, String> environment) {

    private static final Path JAR = Path.of("target/smart-connect-exporter.jar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("bin/smart-connect-exporter").toAbsolutePath();

    /** The JVM with its default flags. */
    public static ExporterCommand jar() {
        return new ExporterCommand("`java -jar`", List.of(Java.program("java"), "-jar", JAR.toString()), Map.of());
    }

    public static ExporterCommand launcher() {
        return launcher("launcher", LAUNCHER);
    }

    /** The launcher installed in {@code directory}, where there is no archive. */
    public static ExporterCommand withoutArchive(Path directory) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path lib = Files.createDirectories(directory.resolve("lib"));
        Path launcher = Files.copy(LAUNCHER, bin.resolve(LAUNCHER.getFileName()));
        for (String file : List.of("smart-connect-exporter.jar", "jvm.options", "collector.options")) {
            Files.createSymbolicLink(lib.resolve(file), JAR.resolveSibling(file));
        }
        return launcher("launcher without archive", launcher);
    }

    /** The same on the server's core. */
    public ExporterCommand pinned() throws IOException {
        return new ExporterCommand(name, Cores.server(command), environment);
    }

    /** The same with another name, and with these flags of the JVM. */
    public ExporterCommand with(String otherName, String flags) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("JAVA_OPTS", flags);
        return new ExporterCommand(otherName, command, all);
    }

    private static ExporterCommand launcher(String name, Path launcher) {
        return new ExporterCommand(
                name, List.of(launcher.toString()), Map.of("JAVA_HOME", Java.HOME));
    }
}
