package io.smartconnect.command;

import io.smartconnect.exporter.Build;
import io.smartconnect.exporter.Exporter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.log.Logging;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Polls everything once and prints the metrics. */
@Command(
        name = "once",
        description = "Polls every target once, prints the metrics and exits: with 0 if all were up, else with 1.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
final class OnceCommand implements Callable<Integer> {

    @Mixin
    private final DaemonFlags flags = new DaemonFlags();

    @Override
    public Integer call() throws Exception {
        Settings settings = flags.load(System.getenv());
        Logging.configure(settings.log());
        Vertx vertx = Vertx.vertx();
        try {
            Exporter.Once once = Waiting.on(new Exporter(vertx, settings, Build.current()).once());
            print(once.text());
            return once.allUp() ? 0 : Main.FAILED;
        } finally {
            vertx.close();
        }
    }

    /** The exposition is UTF-8, whatever the locale is. */
    private static void print(String text) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(text);
        out.flush();
    }
}
