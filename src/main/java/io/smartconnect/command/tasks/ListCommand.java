package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.source.SourceFlags;
import io.smartconnect.command.tasks.source.TaskRow;
import io.smartconnect.command.tasks.source.TaskSource;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.snapshot.progress.Health;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All tasks in one table. */
@Command(
        name = "list",
        description = "Lists tasks, the worst first; exits with 1 if something could not be read.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "From the cloud it polls once, which does not tell how a task does over time: its health is",
            "then unknown, unless it is paused or failed. A running exporter knows more: --exporter.url.",
            "Of it only what it knows is listed; its status page tells what it can't read.",
            "",
            "Examples:",
            "",
            "  smart-connect-exporter tasks list --exporter.url=http://localhost:10052 --health=stalled",
            "  smart-connect-exporter tasks list --config.file=exporter.conf --instance=shop --output=csv"
        })
final class ListCommand extends TaskCommand {

    private static final String TABLE = "table";
    private static final String JSON = "json";
    private static final String CSV = "csv";

    /** Ways to print a list. */
    static final class Outputs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(TABLE, JSON, CSV).iterator();
        }
    }

    /** The words for health. */
    static final class Healths implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }

        static List<String> words() {
            return Arrays.stream(Health.values()).map(Health::label).toList();
        }
    }

    @Mixin
    private final SourceFlags source = new SourceFlags();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only tasks with this status, such as RUNNING.")
    private @Nullable String status;

    @Option(
            names = "--health",
            paramLabel = "HEALTH",
            completionCandidates = Healths.class,
            description = "Only tasks with this health: ${COMPLETION-CANDIDATES}.")
    private @Nullable String health;

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = TABLE,
            completionCandidates = Outputs.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String output = TABLE;

    @Override
    int run() throws Exception {
        check("--output", output, List.of(TABLE, JSON, CSV));
        if (health != null) {
            check("--health", health, Healths.words());
        }
        try (TaskSource from = source.open(err())) {
            List<TaskRow> tasks = from.list().stream().filter(this::isWanted).toList();
            printed(new TaskListPrinter(tasks));
            tell(from.troubles());
            if (source.asksTheCloud() && output.equals(TABLE) && !tasks.isEmpty()) {
                err().println("Health after one poll; a running exporter knows more: --exporter.url");
            }
            return from.troubles().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean isWanted(TaskRow task) {
        return source.instance().map(task::runsOn).orElse(true)
                && (status == null || task.text("status").equalsIgnoreCase(status))
                && (health == null || task.text("health").equals(health));
    }

    /** On a terminal a CSV is made safe, too; elsewhere it is exact. */
    private void printed(TaskListPrinter tasks) {
        print(
                switch (output) {
                    case JSON -> tasks.json();
                    case CSV -> terminal().interactive() ? safe(tasks.csv()) : tasks.csv();
                    default -> tasks.table(terminal());
                });
    }

    private static String safe(String csv) {
        return csv.lines().map(line -> SafeText.of(line) + "\n").reduce("", String::concat);
    }
}
