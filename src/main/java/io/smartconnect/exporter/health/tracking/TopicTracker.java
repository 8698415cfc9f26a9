package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.DetailReading;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.PartitionsProgress;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.util.ArrayList;
import java.util.List;

/** Watches the source partitions of one topic of one task from answer to answer. */
final class TopicTracker {

    private final String topic;
    private List<PartitionTracker> watches = new ArrayList<>();
    private Partitions judged = Partitions.NONE;

    TopicTracker(String topic) {
        this.topic = topic;
    }

    /** Takes in what an answer tells of the partitions, and judges them. */
    Topic observe(Partitions partitions, DetailReading answer, TaskSummaryJudgement summary) {
        watches = watches(partitions);
        Partitions.Builder aged = new Partitions.Builder();
        PartitionsProgress.Builder progress = new PartitionsProgress.Builder();
        int next = 0;
        for (Partition partition : partitions) {
            while (watches.get(next).partition() < partition.id()) {
                next++;
            }
            PartitionTracker watch = watches.get(next);
            PartitionTracker.Finding found = watch.observe(partition, answer, summary);
            aged.add(partition, found.age());
            progress.add(found.judgement(), watch.samples());
        }
        return new Topic(topic, known(aged.build()), progress.build());
    }

    /** Forgets partitions that no answer since that one has named, and says whether any is left. */
    boolean forgetBefore(long answer) {
        watches.removeIf(each -> each.lastAnswer() < answer);
        return !watches.isEmpty();
    }

    /** See {@link PartitionTracker#forget}. */
    void forget() {
        watches.forEach(PartitionTracker::forget);
    }

    /** See {@link PartitionTracker#restart}. */
    void restart() {
        watches.forEach(PartitionTracker::restart);
    }

    /** The watches that there are, and new ones for partitions that have none; by number, as the partitions are. */
    private List<PartitionTracker> watches(Partitions partitions) {
        List<PartitionTracker> all = new ArrayList<>(partitions.size());
        int next = 0;
        for (Partition partition : partitions) {
            while (next < watches.size() && watches.get(next).partition() < partition.id()) {
                all.add(watches.get(next++));
            }
            boolean isNew = next == watches.size() || watches.get(next).partition() > partition.id();
            all.add(isNew ? new PartitionTracker(topic, partition.id()) : watches.get(next++));
        }
        all.addAll(watches.subList(next, watches.size()));
        return all;
    }

    /** The same table as before if nothing in it has changed, so that who looks at both sees that at once. */
    private Partitions known(Partitions now) {
        judged = now.equals(judged) ? judged : now;
        return judged;
    }
}
