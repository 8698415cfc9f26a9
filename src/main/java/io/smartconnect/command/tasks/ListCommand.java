package io.smartconnect.command.tasks;

import io.smartconnect.command.tasks.row.TaskRow;
import io.smartconnect.command.tasks.source.SourceFlags;
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

/** Lists tasks. */
@Command(
        name = "list",
        description = "Lists tasks, the worst first; exits with 1 if a listing failed.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without --exporter.url, the command polls the cloud once. A single poll shows no movement:",
            "without lag.state-file or lag.history-from, the health of a dump is unknown, unless it is paused",
            "or failed. A running exporter reports failed listings on its status page only.",
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

    /** The values of {@code --output}. */
    static final class ListOutputs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(TABLE, JSON, CSV).iterator();
        }
    }

    /** The values of {@code --health}. */
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
            completionCandidates = ListOutputs.class,
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
            printList(new TaskListPrinter(tasks));
            printMessages(from.failures());
            if (source.isCloud() && output.equals(TABLE) && !tasks.isEmpty()) {
                err().println("Health after a single poll; use --exporter.url to read that of a running exporter");
            }
            return from.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean isWanted(TaskRow task) {
        return source.instance().map(task.id()::runsOn).orElse(true)
                && (status == null || task.status().equalsIgnoreCase(status))
                && (health == null || task.health().equals(health));
    }

    /** The CSV is exact, except on a terminal: there its control characters are escaped. */
    private void printList(TaskListPrinter tasks) {
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
