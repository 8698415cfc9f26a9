package io.smartconnect.bench.contestant;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toConcurrentMap;

import io.smartconnect.exporter.lag.OffsetHistories;
import io.smartconnect.exporter.lag.StateFile;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.ActualPartitionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/** Histories as if an exporter had polled a simulator once a minute already. */
public final class PastPolls {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final int polls;
    private final long start;

    private PastPolls(Duration past) {
        this.polls = Math.toIntExact(past.dividedBy(INTERVAL));
        this.start = System.currentTimeMillis() - past.toMillis();
    }

    /**
     * Writes a state file with that much past of all partitions. Their ends grow unevenly, so that no point can be left out as
     * lying between two others, and are at most those of now, so that the simulator's follow them.
     */
    public static void write(Path file, Simulator cloud, Duration past) throws IOException {
        PastPolls polls = new PastPolls(past);
        Map<String, List<ActualPartitionState>> byInstance = cloud.truths().stream().collect(groupingBy(ActualPartitionState::instanceId));
        Map<String, OffsetHistories> histories = byInstance.entrySet().parallelStream()
                .collect(toConcurrentMap(Map.Entry::getKey, instance -> polls.of(instance.getValue())));
        new StateFile(file).write(histories);
        if (!Files.exists(file)) {
            throw new IOException("was not written: " + file);
        }
    }

    private OffsetHistories of(List<ActualPartitionState> partitions) {
        Random random = new Random(7);
        OffsetHistories histories = new OffsetHistories();
        long[] ends = new long[partitions.size()];
        for (int poll = 0; poll < polls; poll++) {
            long time = start + poll * INTERVAL.toMillis();
            for (int i = 0; i < ends.length; i++) {
                ActualPartitionState now = partitions.get(i);
                OptionalLong before = OptionalLong.of(ends[i]);
                ends[i] += 1 + random.nextLong(now.logEndOffset() / polls);
                histories.observe(now.topic(), now.partition(), time, ends[i], before);
            }
        }
        return histories;
    }
}
