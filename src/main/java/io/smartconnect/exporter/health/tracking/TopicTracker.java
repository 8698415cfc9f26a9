package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.OffsetReading;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.JudgedPartitions;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Partitions;
import io.smartconnect.exporter.snapshot.progress.Topic;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the source partitions of one topic of one task, from one answer to the next. */
final class TopicTracker {

    private final String topic;
    private List<PartitionTracker> trackers = new ArrayList<>();
    private Partitions judged = Partitions.NONE;

    TopicTracker(String topic) {
        this.topic = topic;
    }

    /** Takes in an answer about the partitions, and judges them. */
    Topic observe(Partitions partitions, OffsetReading reading, TaskHealthRollup rollup) {
        if (newPartitions(partitions) > 0) {
            trackers = withNew(partitions);
        }
        List<HealthJudgement> judgements = new ArrayList<>(partitions.size());
        List<byte[]> samples = new ArrayList<>(partitions.size());
        List<Optional<LagTime>> lagTimes = new ArrayList<>(partitions.size());
        long[] starts = new long[partitions.size()];
        double[] margins = new double[partitions.size()];
        int next = 0;
        int row = 0;
        boolean hasRetention = false;
        for (Partition partition : partitions) {
            next = firstFrom(partition.id(), next);
            PartitionTracker tracker = trackers.get(next);
            PartitionTracker.Finding found = tracker.observe(partition, reading, rollup);
            lagTimes.add(found.lagTime());
            judgements.add(found.judgement());
            samples.add(tracker.samples());
            hasRetention |=
                    found.logStart().isPresent() || found.marginSeconds().isPresent();
            starts[row] = found.logStart().orElse(-1);
            margins[row++] = found.marginSeconds().orElse(Double.NaN);
        }
        Partitions timed = partitions.withLagTimes(lagTimes);
        Partitions table = hasRetention ? timed.withRetention(starts, margins) : timed;
        return new Topic(topic, sameIfEqual(table), new JudgedPartitions(judgements, samples));
    }

    /** Number of the partitions so far that are not forgotten. */
    int size() {
        return trackers.size();
    }

    /** Number of these partitions that are new. */
    int newPartitions(Partitions partitions) {
        int known = 0;
        int next = 0;
        for (int row = 0; row < partitions.size(); row++) {
            next = firstFrom(partitions.id(row), next);
            known += isAt(next, partitions.id(row)) ? 1 : 0;
        }
        return partitions.size() - known;
    }

    /** Forgets partitions that no answer since {@code answer} has named. Returns whether any is left. */
    boolean forgetBefore(int answer) {
        trackers.removeIf(each -> each.lastAnswer() < answer);
        return !trackers.isEmpty();
    }

    /** Writes the windows of all topics. */
    static void writeAll(Map<String, TopicTracker> topics, DataOutputStream out) throws IOException {
        out.writeInt(topics.size());
        for (TopicTracker topic : topics.values()) {
            out.writeUTF(topic.topic);
            topic.writeWindows(out);
        }
    }

    /** Restores the windows of all topics at {@code now}. */
    static void readAll(Map<String, TopicTracker> topics, DataInputStream in, long now) throws IOException {
        int size = SavedWindows.atMost(in.readInt());
        for (int index = 0; index < size; index++) {
            TopicTracker topic = new TopicTracker(in.readUTF());
            topic.readWindows(in, now);
            topics.put(topic.topic, topic);
        }
    }

    private void writeWindows(DataOutputStream out) throws IOException {
        out.writeInt(trackers.size());
        for (PartitionTracker tracker : trackers) {
            out.writeLong(tracker.partition());
            tracker.writeWindow(out);
        }
    }

    private void readWindows(DataInputStream in, long now) throws IOException {
        int size = SavedWindows.atMost(in.readInt());
        long last = -1;
        for (int index = 0; index < size; index++) {
            PartitionTracker tracker = new PartitionTracker(topic, in.readLong());
            tracker.readWindow(in, now);
            if (tracker.partition() <= last) {
                throw new StreamCorruptedException("partitions out of order");
            }
            last = tracker.partition();
            trackers.add(tracker);
        }
    }

    /** Applies {@link PartitionTracker#startWindowOver} to all partitions. */
    void startWindowOver() {
        trackers.forEach(PartitionTracker::startWindowOver);
    }

    /** Applies {@link PartitionTracker#forgetTransferred} to all partitions. */
    void forgetTransferred() {
        trackers.forEach(PartitionTracker::forgetTransferred);
    }

    /** Applies {@link PartitionTracker#restart} to all partitions. */
    void restart() {
        trackers.forEach(PartitionTracker::restart);
    }

    /** All trackers so far, and a new one for each other partition, in order of the numbers. */
    private List<PartitionTracker> withNew(Partitions partitions) {
        List<PartitionTracker> all = new ArrayList<>(partitions.size());
        int next = 0;
        for (int row = 0; row < partitions.size(); row++) {
            long id = partitions.id(row);
            for (int end = firstFrom(id, next); next < end; next++) {
                all.add(trackers.get(next));
            }
            all.add(isAt(next, id) ? trackers.get(next++) : new PartitionTracker(topic, id));
        }
        all.addAll(trackers.subList(next, trackers.size()));
        return all;
    }

    /** The index of the first tracker, from {@code start} on, whose number is at least {@code id}. */
    private int firstFrom(long id, int start) {
        int index = start;
        while (index < trackers.size() && trackers.get(index).partition() < id) {
            index++;
        }
        return index;
    }

    private boolean isAt(int index, long id) {
        return index < trackers.size() && trackers.get(index).partition() == id;
    }

    /** The previous table if {@code now} equals it, so that comparing the two is fast. */
    private Partitions sameIfEqual(Partitions now) {
        judged = now.equals(judged) ? judged : now;
        return judged;
    }
}
