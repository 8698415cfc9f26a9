package io.smartconnect.exporter.shard;

import java.nio.charset.StandardCharsets;

/**
 * The part of all instances that one of several processes polls. Each instance, with all its tasks, belongs to one shard. When the
 * number of shards grows from N to N + 1, one instance of N + 1 moves.
 *
 * @param index 0 to {@code count - 1}
 * @param count number of shards, at least 1
 */
public record Shard(int index, int count) {

    /** The only shard: all instances. */
    public static final Shard WHOLE = new Shard(0, 1);

    private static final long FNV_OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long LCG_MULTIPLIER = 2862933555777941757L;

    public Shard {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("the index must be from 0 to " + (count - 1) + "; found " + index);
        }
    }

    /** Returns true if other shards exist. */
    public boolean isPart() {
        return count > 1;
    }

    /** Returns true if the instance belongs to this shard. */
    public boolean owns(String instanceId) {
        return !isPart() || jump(fnv1a64(instanceId), count) == index;
    }

    /** The 64-bit FNV-1a hash of the text in UTF-8. */
    static long fnv1a64(String text) {
        long hash = FNV_OFFSET_BASIS;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** The bucket of a key by jump consistent hash (Lamping and Veach, 2014). */
    static int jump(long key, int buckets) {
        long state = key;
        long bucket = 0;
        long next = 0;
        while (next < buckets) {
            bucket = next;
            state = state * LCG_MULTIPLIER + 1;
            next = (long) ((bucket + 1) * (0x1p31 / ((state >>> 33) + 1)));
        }
        return (int) bucket;
    }
}
