package io.smartconnect.exporter.cloud.json;

import io.vertx.core.json.DecodeException;
import java.util.Locale;

/** A limit on the size of one answer. It keeps an answer below 16 MiB from filling the heap. */
public enum AnswerLimit {
    /** Items of a listing, such as the tasks of an instance. */
    ITEMS(5_000),
    /** Instances of a target. */
    INSTANCES(20_000),
    /** Topics of a task or a consumer group. */
    TOPICS(10_000),
    /** Partitions of a task or a consumer group. */
    PARTITIONS(100_000),
    /** Different statuses of the partitions of a task. */
    STATUSES(20),
    /** Values of one item of a listing. */
    VALUES_OF_AN_ITEM(10_000),
    /** Values outside of the streamed lists. */
    VALUES(200_000),
    /** Bytes of all pages of a listing together. */
    BYTES(16 << 20),
    /** Bytes of all pages of the listing of instances, which keeps little of them. */
    BYTES_OF_INSTANCES(64 << 20);

    private final int most;

    AnswerLimit(int most) {
        this.most = most;
    }

    /** The largest allowed number. */
    public int most() {
        return most;
    }

    /** Throws a {@link ExceededException} with the rule if {@code found} is too large; {@code things} says of what. */
    public void check(long found, String things) {
        if (found > most) {
            throw new ExceededException(String.format(Locale.ROOT, "must have at most %,d %s", most, things));
        }
    }

    /** An answer that exceeds a limit. Its message is the rule, without any text of the answer. */
    public static final class ExceededException extends DecodeException {

        private static final long serialVersionUID = 1;

        ExceededException(String rule) {
            super(rule);
        }
    }
}
