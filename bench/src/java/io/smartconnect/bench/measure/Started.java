package io.smartconnect.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process with its output in a file. Closing it ends it. */
public final class Started implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int SECONDS_TO_END = 15;
    private static final int LAST_LINES = 10;

    private final Process process;
    private final Path log;
    private final long startedAt;

    private Started(Process process, Path log, long startedAt) {
        this.process = process;
        this.log = log;
        this.startedAt = startedAt;
    }

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException;
    }

    /** Starts it; its log is a new file in {@code directory}. */
    public static Started of(Path directory, List<String> command) throws IOException {
        return of(directory, command, Map.of());
    }

    /** Starts it with these variables besides the environment of this program, less flags for JVMs. */
    public static Started of(Path directory, List<String> command, Map<String, String> environment)
            throws IOException {
        Path log = Files.createTempFile(directory, "output", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        long now = System.nanoTime();
        return new Started(builder.start(), log, now);
    }

    /** Waits for something of the process, and looks after each pause. Throws if it ends or takes too long. */
    public void await(Duration pause, Condition condition) throws IOException, InterruptedException {
        await(pause, LONGEST_WAIT, condition);
    }

    /** As the other one, for at most {@code longest}. */
    public void await(Duration pause, Duration longest, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("has ended or is too slow: " + process.info() + "\n" + lastLines());
            }
            Thread.sleep(pause.toMillis());
        }
    }

    /** Milliseconds since the start of the process. */
    public double millis() {
        return (System.nanoTime() - startedAt) / 1e6;
    }

    /** The file with its output. */
    public Path log() {
        return log;
    }

    /** Sends SIGTERM and waits for the end. Returns the exit status; negative if it took too long. */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy();
        return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    public long id() {
        return process.pid();
    }

    /** Processor time that the process and those it has started have used, in user and system mode. */
    public Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory now. */
    public double residentMebibytes() throws IOException {
        return ProcStatus.of(id()).mebibytes("VmRSS");
    }

    /** The most resident memory so far. */
    public double peakMebibytes() throws IOException {
        return ProcStatus.of(id()).mebibytes("VmHWM");
    }

    /** The number of threads now. */
    public long threads() throws IOException {
        return Long.parseLong(ProcStatus.of(id()).field("Threads"));
    }

    /** The number of open file descriptors now. */
    public long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + id() + "/fd"))) {
            return open.count();
        }
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(SECONDS_TO_END, TimeUnit.SECONDS)
                .exceptionallyCompose(late -> process.destroyForcibly().onExit())
                .join();
    }
}
