package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.WaitBudget;
import io.smartconnect.exporter.config.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags that select the source of tasks, and one instance. */
public final class SourceFlags {

    @Mixin
    private final ExporterFlags exporter = new ExporterFlags();

    @Option(names = "--instance", paramLabel = "ID|NAME", description = "Only tasks of this Kafka instance.")
    private @Nullable String instance;

    @Option(names = "--wait", description = "While the cloud throttles, wait up to 10 minutes in total.")
    private boolean wait;

    @Mixin
    private final CloudFlags cloud = new CloudFlags();

    /** The id or name of the only instance to show. */
    public Optional<String> instance() {
        return Optional.ofNullable(instance);
    }

    /** True without an exporter. */
    public boolean isCloud() {
        return !exporter.isGiven();
    }

    /** Opens the source; waits are announced on {@code err}. */
    public TaskSource open(PrintWriter err) throws Exception {
        exporter.check();
        return exporter.isGiven() ? exporter.open() : cloud(err);
    }

    /** The cloud; while it throttles, requests fail at once without {@code --wait}. */
    private CloudTaskSource cloud(PrintWriter err) throws Exception {
        Settings settings = cloud.load();
        return wait
                ? new CloudTaskSource(settings, new WaitBudget(WaitBudget.LONGEST, err))
                : CloudTaskSource.withoutWaiting(settings, err);
    }
}
