package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.FakeTime;
import io.smartconnect.simulator.api.SimulatedCloud;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Healthy dumps over a simulated year, judged without HTTP: that takes minutes. Each week begins with empty windows, and has polls and
 * pauses at other moments. The exporter is down for five minutes every two hours, and keeps its windows in a state file. In one week
 * of eight, another exporter that is never down gets the same answers.
 */
final class HealthyYear {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int WEEKS_PER_COMPARISON = 8;
    private static final String CONNECTOR = "connector";

    private static final int RESTART_PERIOD = 120;
    private static final int POLLS_DOWN = 5;
    private static final int PAUSE_PERIOD = 170;
    private static final int PAUSED_POLLS = 40;
    private static final int RECREATION_PERIOD = 97;
    private static final int LATEST_MILLIS = 1_000;

    private final List<Case> cases;
    private final Map<String, YearResult> results;
    private final FakeTime time = new FakeTime(Instant.parse("2026-03-02T00:00:00Z"));
    private final SimulatedCloud cloud;
    private final Random random;

    private HealthyYear(int week, Map<String, YearResult> results) {
        this.results = results;
        random = new Random(week);
        cases = Trials.healthy(WEEK, week);
        Scenario scenario = Scenario.builder()
                .instance(Laboratory.INSTANCE, instance -> {
                    instance.connector(CONNECTOR);
                    cases.forEach(each -> each.addTo(instance));
                })
                .build();
        cloud = new SimulatedCloud(scenario, time);
    }

    /** The results of as many weeks of {@code length}; {@code progress} gets those so far after each week. */
    static List<YearResult> run(int weeks, Duration length, Consumer<List<YearResult>> progress) {
        List<YearResult> results =
                Trials.healthy(WEEK, 0).stream().map(YearResult::new).toList();
        Map<String, YearResult> byName =
                results.stream().collect(Collectors.toMap(each -> each.observed().name(), Function.identity()));
        int polls = Math.toIntExact(length.dividedBy(Laboratory.INTERVAL));
        for (int week = 0; week < weeks; week++) {
            new HealthyYear(week, byName).run(polls, week % WEEKS_PER_COMPARISON == 0);
            progress.accept(results);
        }
        return results;
    }

    private void run(int polls, boolean compares) {
        long place = random.nextLong(Laboratory.INTERVAL.toMillis());
        long passed = 0;
        try (DirectExporter steady = new DirectExporter(time);
                DirectExporter restarted = new DirectExporter(time)) {
            for (int poll = 0; poll < polls; poll++) {
                long moment = Laboratory.INTERVAL.multipliedBy(poll).toMillis() + place + random.nextInt(LATEST_MILLIS);
                time.advance(Duration.ofMillis(moment - passed));
                passed = moment;
                disturb(poll);
                SimulatedInstance instance = cloud.instanceOfConnector(CONNECTOR).orElseThrow();
                List<Task> answers = Answers.of(instance, cases, passed);
                observe(compares ? steady.poll(answers) : List.of(), pollUnlessDown(restarted, poll, answers));
            }
        }
    }

    private void disturb(int poll) {
        if (poll % PAUSE_PERIOD == PAUSE_PERIOD - PAUSED_POLLS) {
            cloud.pause(Laboratory.INSTANCE, Trials.PAUSED);
        } else if (poll > 0 && poll % PAUSE_PERIOD == 0) {
            cloud.resume(Laboratory.INSTANCE, Trials.PAUSED);
        }
        if (poll > 0 && poll % RECREATION_PERIOD == 0) {
            cloud.recreate(Laboratory.INSTANCE, Case.topic(Trials.RECREATED));
        }
    }

    private static List<Task> pollUnlessDown(DirectExporter exporter, int poll, List<Task> answers) {
        int left = RESTART_PERIOD - poll % RESTART_PERIOD;
        if (left == POLLS_DOWN) {
            exporter.stop();
        } else if (left == RESTART_PERIOD && poll > 0) {
            exporter.start();
        }
        return left <= POLLS_DOWN ? List.of() : exporter.poll(answers);
    }

    private void observe(List<Task> steady, List<Task> restarted) {
        steady.forEach(task -> result(task).observeSteady(task));
        restarted.forEach(task -> result(task).observeRestarted(task, !steady.isEmpty()));
    }

    private YearResult result(Task task) {
        return Objects.requireNonNull(results.get(task.id()));
    }
}
