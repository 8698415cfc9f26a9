package io.smartconnect.bench.scale;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Counts of the requests to a cloud: in all, and for each instance by the shard that sent them. Safe for any thread. */
final class PollLedger {

    private final int[] polls;
    private final long[] shards;
    private long requests;

    PollLedger(int instances) {
        this.polls = new int[instances];
        this.shards = new long[instances];
    }

    int instances() {
        return polls.length;
    }

    /** Counts a request that concerns no instance. */
    synchronized void request() {
        requests++;
    }

    /** Counts a request of {@code shard}, at most 63, for an instance. */
    synchronized void request(int instance, int shard) {
        requests++;
        shards[instance] |= 1L << shard;
    }

    /** Counts the beginning of a poll of an instance. */
    synchronized void poll(int instance) {
        polls[instance]++;
    }

    /** Begins all counts again. */
    synchronized void clear() {
        requests = 0;
        Arrays.fill(polls, 0);
        Arrays.fill(shards, 0);
    }

    synchronized long requests() {
        return requests;
    }

    synchronized long polls() {
        return Arrays.stream(polls).asLongStream().sum();
    }

    /** The number of instances that were polled this often, or more often. */
    synchronized int polledAtLeast(int times) {
        return (int) Arrays.stream(polls).filter(each -> each >= times).count();
    }

    /** The number of instances for which {@code shard} sent requests. */
    synchronized int polledBy(int shard) {
        return (int) Arrays.stream(shards).filter(each -> (each & 1L << shard) != 0).count();
    }

    /** The number of instances for which two or more shards sent requests. */
    synchronized int polledTwice() {
        return (int) IntStream.range(0, shards.length)
                .filter(instance -> Long.bitCount(shards[instance]) > 1)
                .count();
    }
}
