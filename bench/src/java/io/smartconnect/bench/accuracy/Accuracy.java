package io.smartconnect.bench.accuracy;

import io.smartconnect.exporter.log.LogSettings;
import io.smartconnect.exporter.log.Logging;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine;

/** The program: runs all trials, prints what they showed, and fails if a target is missed. */
@Command(
        name = "bench/run accuracy",
        mixinStandardHelpOptions = true,
        description = "How right lag in seconds, retention margins and health are over simulated days, against the truth. "
                + "Exit status: 0 all targets are met, 1 one is missed.")
final class Accuracy implements Callable<Integer> {

    private static final int WEEKS = 52;

    @Option(names = "--days", paramLabel = "N", description = "Simulated days of each trial; by default ${DEFAULT-VALUE}.")
    private int days = 7;

    @Option(names = "--quick", description = "Six simulated hours instead.")
    private boolean quick;

    @Option(names = "--year", description = "Only the judgements of healthy dumps, over 52 simulated weeks.")
    private boolean year;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Accuracy()).execute(args));
    }

    @Override
    public Integer call() {
        Logging.configure(new LogSettings(LogSettings.Level.ERROR, LogSettings.Format.LOGFMT));
        List<String> missed = year ? judgeYear() : judgeTrials(quick ? Duration.ofHours(6) : Duration.ofDays(days));
        System.out.printf("%n%s%n", missed.isEmpty() ? "All targets are met." : "Missed targets:");
        missed.forEach(System.out::println);
        return missed.isEmpty() ? 0 : 1;
    }

    private static List<String> judgeYear() {
        List<YearResult> results = HealthyYear.run(WEEKS, Duration.ofDays(7), soFar -> System.err.print('.'));
        new Report(System.out).printYear(results);
        return Targets.missedInYear(results);
    }

    private static List<String> judgeTrials(Duration end) {
        List<CaseResult> results = run(end, System.err);
        new Report(System.out).print(results);
        return Targets.missed(results);
    }

    /** What all trials show that end then. */
    static List<CaseResult> run(Duration end, PrintStream progress) {
        int polls = Math.toIntExact(end.dividedBy(Laboratory.INTERVAL));
        List<CaseResult> results = new ArrayList<>();
        for (Trial trial : Trials.until(end)) {
            long began = System.nanoTime();
            results.addAll(trial.run(polls, poll -> print(progress, trial, poll, polls)));
            progress.printf(
                    "\r%s: %,d polls in %d s%n",
                    trial.name(), polls, Duration.ofNanos(System.nanoTime() - began).toSeconds());
        }
        return results;
    }

    private static void print(PrintStream progress, Trial trial, int poll, int polls) {
        if (poll % 500 == 0) {
            progress.printf("\r%s: %d %%", trial.name(), 100 * poll / polls);
        }
    }
}
