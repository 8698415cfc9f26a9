package io.smartconnect.command;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.exporter.BuildInfo;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.log.Logging;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Polls every target once and prints the metrics. */
@Command(
        name = "once",
        description = "Polls every target once and prints the metrics; exits with 1 if anything was down.",
        mixinStandardHelpOptions = true)
final class OnceCommand implements Callable<Integer> {

    @Mixin
    private final ConfigurationFlags flags = new ConfigurationFlags();

    @Override
    public Integer call() throws Exception {
        Settings settings = flags.load();
        Logging.configure(settings.log());
        Vertx vertx = CommandProcess.startVertx();
        try {
            Exporter.SinglePoll once = BlockingWait.on(new Exporter(vertx, settings, BuildInfo.current()).once());
            print(once.text());
            return once.allUp() ? 0 : Main.FAILED;
        } finally {
            vertx.close();
        }
    }

    /** Always UTF-8, as the exposition format requires. */
    private static void print(String text) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(text);
        out.flush();
    }
}
