package io.smartconnect.bench.judgement;

import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.JudgedPartition;
import io.smartconnect.exporter.snapshot.task.Task;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Judges all partitions once: new ends into their histories, ages, windows, judgements with their reasons. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HealthJudgementBenchmark {

    /** All partitions with a week of history and full windows, and what the next poll says of them. */
    @State(Scope.Thread)
    public static class Watched {

        private final Fleet fleet = Fleet.watchedFor(Fleet.POLLS_OF_A_WEEK, Fleet.SimulatedProduction.UNEVEN);
        private List<Task> answers = fleet.fillWindows();

        @Setup(Level.Invocation)
        public void poll() {
            answers = fleet.nextAnswers();
        }
    }

    /** The windows of all partitions. */
    @State(Scope.Thread)
    public static class Windows {

        private final List<OffsetSamples> windows = windows();

        private static List<OffsetSamples> windows() {
            return Fleet.watchedFor(0, Fleet.SimulatedProduction.UNEVEN).fillWindows().stream()
                    .flatMap(task -> task.topics().orElseThrow().stream())
                    .flatMap(topic -> topic.progress().stream())
                    .map(JudgedPartition::samples)
                    .toList();
        }
    }

    @Benchmark
    public List<Task> judgement(Watched watched) {
        return watched.fleet.judge(watched.answers);
    }

    /** What it takes at least: each number of each window is read once. */
    @Benchmark
    public long pass(Windows all) {
        long sum = 0;
        for (OffsetSamples window : all.windows) {
            for (int i = 0; i < window.size(); i++) {
                sum += window.time(i) + window.logEndOffset(i) + window.lastTransferOffset(i);
            }
        }
        return sum;
    }
}
