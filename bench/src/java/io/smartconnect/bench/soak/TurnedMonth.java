package io.smartconnect.bench.soak;

import io.smartconnect.bench.measure.MetricsPage;
import io.smartconnect.bench.measure.Program;
import io.smartconnect.bench.measure.Target;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.ActiveFault;
import io.smartconnect.simulator.http.SimulatedOperation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program: runs a whole exporter, with its HTTP server and its state file, through 30 days on a turned clock. Each day has a
 * fault of the cloud, a reload, revoked tokens and two new tasks; each other day has a new instance. One instance stays.
 */
@Command(
        name = "bench/run month",
        mixinStandardHelpOptions = true,
        description = "A simulated month of faults, reloads and changes")
final class TurnedMonth extends Program {

    private static final String STAYING = "0a1b2c3d";
    private static final Duration INTERVAL = Duration.ofMinutes(15);

    private static final Pattern COUNTER = Pattern.compile("^\\w+_total[{ ]");

    private static final List<String> COLUMNS = List.of(
            ResourceSample.HEAP,
            ResourceSample.HISTORIES,
            ResourceSample.SERIES,
            ResourceSample.OWN_SERIES,
            ResourceSample.STATE);

    private static final List<SimulatedOperation> OPERATIONS = List.of(
            SimulatedOperation.LIST_TASKS,
            SimulatedOperation.SHOW_DUMP_TASK,
            SimulatedOperation.LIST_INSTANCES,
            SimulatedOperation.QUERY_CLOUD_EYE_V2,
            SimulatedOperation.LIST_DUMP_TASKS);

    @Option(names = "--days", defaultValue = "30", description = "Days; 30 by default, 3 with --quick.")
    private int days;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> fallen = new ArrayList<>();
    private Map<String, Double> counters = Map.of();

    public static void main(String[] arguments) {
        run(new TurnedMonth(), arguments);
    }

    @Override
    protected void measure() throws Exception {
        int length = isQuick() ? 3 : days;
        FakeTime time = new FakeTime();
        WarningCapture log = WarningCapture.begin();
        try (ChangingCloud cloud = ChangingCloud.start(3, 3, time)) {
            cloud.addStaying(STAYING);
            try (TurnedExporter exporter = TurnedExporter.start(newDirectory(), cloud.simulator(), time, INTERVAL)) {
                SampleTable samples = new SampleTable(System.out, "Each day", "day", COLUMNS);
                for (int day = 0; day < length; day++) {
                    live(day, cloud, exporter, log);
                    samples.add(ResourceSample.of(
                            ProcessHandle.current().pid(), exporter.page(), exporter.state()));
                }
                judge(samples);
                judgeCounters(exporter.page(), cloud.simulator(), Duration.ofDays(length));
            }
        }
        complaints.addAll(log.unexpected(line -> false));
        judgeNone("warnings and errors without a fault", complaints);
    }

    private void live(int day, ChangingCloud cloud, TurnedExporter exporter, WarningCapture log)
            throws IOException, TimeoutException {
        exporter.live(Duration.ofHours(6));
        complaints.addAll(log.unexpected(line -> false));
        InjectedFault kind = InjectedFault.ofRound(day);
        change(day, cloud);
        ActiveFault fault = cloud.simulator().add(kind.on(OPERATIONS.get(day % OPERATIONS.size())));
        exporter.live(Duration.ofMinutes(20));
        exporter.reload();
        exporter.live(Duration.ofMinutes(20));
        fault.remove();
        cloud.simulator().revokeTokens();
        exporter.live(Duration.ofHours(2).minusMinutes(40));
        complaints.addAll(log.unexpected(line -> isExpected(line, kind)));
        exporter.live(Duration.ofHours(16));
        complaints.addAll(log.unexpected(line -> false));
        compareCounters(exporter.page());
    }

    private static void change(int day, ChangingCloud cloud) {
        cloud.replaceTask();
        cloud.replaceTask();
        if (day % 2 == 1) {
            cloud.replaceInstance();
        }
    }

    private static boolean isExpected(String line, InjectedFault fault) {
        Set<FailureReason> usual = Set.of(FailureReason.NOT_FOUND, FailureReason.AUTH);
        return Arrays.stream(FailureReason.values())
                .filter(reason -> usual.contains(reason) || fault.reasons().contains(reason))
                .anyMatch(reason -> line.contains("reason=\"" + reason.label() + "\""));
    }

    private void compareCounters(MetricsPage page) throws IOException {
        Map<String, Double> now = new HashMap<>();
        page.text().lines().filter(line -> COUNTER.matcher(line).find()).filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            now.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
        counters.forEach((series, value) -> {
            if (now.getOrDefault(series, value) < value) {
                fallen.add(series + " " + value + " became " + now.get(series));
            }
        });
        counters = now;
    }

    private void judge(SampleTable samples) {
        judge(samples.flat(ResourceSample.HEAP, 1.05, 1));
        judge(samples.flat(ResourceSample.HISTORIES, 1.05, 1));
        judge(samples.flat(ResourceSample.STATE, 1.05, 1));
        judge(samples.flat(ResourceSample.SERIES, 1.02, 1));
        judge(samples.flat(ResourceSample.OWN_SERIES, 1.05, 1));
        samples.growth(1).forEach(System.err::println);
    }

    private void judgeCounters(MetricsPage page, Simulator cloud, Duration lived) throws IOException {
        judgeNone("counters that fell", fallen);
        double polls = value(page, "smartconnect_polls_total", STAYING);
        judge(Target.atLeast("polls of the instance that stays, to intervals", 0.99, polls / (double) lived.dividedBy(INTERVAL)));
        double requests = Arrays.stream(page.values("smartconnect_exporter_api_requests_total")).sum();
        judge(Target.exactly("requests counted less those received", 0, requests - cloud.requestCount()));
        double produced = value(page, "smartconnect_task_produced_messages_total", STAYING);
        double polled = lived.minus(INTERVAL.multipliedBy(2)).toSeconds() * ChangingCloud.MESSAGES_PER_SECOND;
        judge(Target.atLeast("messages counted, to those produced while it was polled", 0.99, produced / polled));
        double all = lived.toSeconds() * ChangingCloud.MESSAGES_PER_SECOND;
        judge(Target.atMost("messages counted, to all that were produced", 1, produced / all));
    }

    private static double value(MetricsPage page, String metric, String instance) throws IOException {
        return page.text()
                .lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains("instance_id=\"" + instance + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
