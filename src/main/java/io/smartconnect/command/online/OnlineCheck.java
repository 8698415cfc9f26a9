package io.smartconnect.command.online;

import io.smartconnect.command.process.CommandProcess;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.http.NoOpMeter;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.List;

/** The check of all targets against the cloud, without retries. It changes nothing there. */
public final class OnlineCheck {

    private final Settings settings;
    private final PrintWriter out;

    /** Creates a check that prints to {@code out}. */
    public OnlineCheck(Settings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /** Checks one target after the other and prints the outcomes. Returns true if the daemon would get all that it needs. */
    public boolean run() {
        Vertx vertx = CommandProcess.startVertx();
        try {
            int failures = settings.targets().stream()
                    .mapToInt(target -> check(vertx, target))
                    .sum();
            out.println();
            out.println(
                    failures == 0
                            ? "The exporter may read all that it needs."
                            : HumanReadable.count(failures, "request") + " failed.");
            return failures == 0;
        } finally {
            vertx.close();
        }
    }

    private int check(Vertx vertx, TargetSettings target) {
        out.println();
        out.println(target.name() + "  " + target.endpoint());
        out.flush();
        TimeSource time = TimeSource.of(vertx);
        ApiSettings api = settings.api().withoutRetries();
        RestDmsClient dms = new RestDmsClient(
                new ClientRuntime(vertx, time, new NoOpMeter()),
                target,
                api,
                settings.poll().interval());
        CloudRequests cloud = new CloudRequests(
                vertx.getOrCreateContext(), time, settings.poll().timeout());
        try {
            List<CheckResult> results = new TargetCheck(target, settings.lag(), dms, cloud).run();
            results.forEach(this::print);
            return (int) results.stream().filter(CheckResult::isFailure).count();
        } finally {
            dms.close();
        }
    }

    private void print(CheckResult result) {
        out.printf("  %-22s  %-7s  %s%n", result.operation().label(), result.status(), result.detail());
        result.permission().ifPresent(missing -> out.printf("  %-22s  %-7s  %s%n", "", "", missing));
    }
}
