package io.smartconnect.command.tasks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is asked what tasks there are. */
final class SourceFlags {

    @Option(
            names = "--exporter.url",
            paramLabel = "URL",
            description = "Ask a running exporter, such as http://localhost:10052, instead of the cloud.")
    private @Nullable String exporter;

    @Option(names = "--instance", paramLabel = "ID|NAME", description = "Only tasks of this Kafka instance.")
    private @Nullable String instance;

    @Option(names = "--wait", description = "Where the cloud throttles, wait as it asks, up to 10 minutes in all.")
    private boolean wait;

    @Mixin
    private final CloudFlags cloud = new CloudFlags();

    Optional<String> instance() {
        return Optional.ofNullable(instance);
    }

    boolean asksTheCloud() {
        return exporter == null;
    }

    TaskSource open(PrintWriter err) throws Exception {
        return exporter == null ? cloud(err) : new RunningExporter(exporter);
    }

    private Cloud cloud(PrintWriter err) throws Exception {
        return new Cloud(cloud.load(), new Patience(wait ? TaskCommand.LONGEST_WAIT : Duration.ZERO, err));
    }
}
