package io.smartconnect.kit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of the tests' classes with a small heap, which ends as soon as that is full. */
public final class SmallJvm {

    private SmallJvm() {}

    /** Runs {@code main} to its end, and returns the lines that it prints, and its exit status as the last one. */
    public static List<String> run(Class<?> main, int heapMebibytes) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMebibytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(60, TimeUnit.SECONDS);
            return (printed + "exit " + process.exitValue()).lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
