package io.smartconnect.bench.measure;

import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.log.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/**
 * A benchmark: says on what machine it runs, prints its tables in Markdown to stdout, then the targets. Its exit status is 1 when
 * a target is missed, or something could not be measured.
 */
public abstract class Program implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--quick", description = "Fewer, smaller and shorter runs: to see that it works, not to quote.")
    private boolean quick;

    private final List<Target> targets = new ArrayList<>();

    /** Runs the program and ends the JVM, whatever threads of simulators are left. */
    protected static void run(Program program, String[] arguments) {
        System.exit(new CommandLine(program).execute(arguments));
    }

    /** Measures and prints, and gives the targets to {@link #judge}. */
    protected abstract void measure() throws Exception;

    protected final boolean isQuick() {
        return quick;
    }

    protected final void judge(Target target) {
        targets.add(target);
    }

    /** Judges that there was none of something, and prints those that there were to stderr. */
    protected final void judgeNone(String what, List<String> found) {
        found.forEach(System.err::println);
        judge(Target.exactly(what, 0, found.size()));
    }

    /** A new table on stdout. */
    protected static Table table(String title, String... columns) {
        return Table.of(System.out, title, columns);
    }

    /** A new directory; {@code bench/run} removes it in the end. */
    protected static Path newDirectory() throws IOException {
        return Files.createTempDirectory("bench");
    }

    @Override
    public final Integer call() throws Exception {
        Logging.configure(new LogSettings(LogSettings.Level.ERROR, LogSettings.Format.LOGFMT));
        ParseResult parsed = command.commandLine().getParseResult();
        System.out.printf(
                "%n### %s%n%n`%s`, %s.%n%s%n",
                command.usageMessage().description()[0],
                String.join(" ", command.name(), String.join(" ", parsed.originalArgs())).strip(),
                LocalDate.now(ZoneId.systemDefault()),
                Machine.describe());
        measure();
        printTargets();
        return targets.stream().allMatch(Target::isMet) ? 0 : 1;
    }

    private void printTargets() {
        if (!targets.isEmpty()) {
            Table table = table("Targets", "target", "found", "");
            targets.forEach(target -> table.row(target.what(), target.found(), target.verdict()));
        }
    }
}
