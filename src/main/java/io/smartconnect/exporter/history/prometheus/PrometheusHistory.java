package io.smartconnect.exporter.history.prometheus;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.smartconnect.exporter.cloud.exchange.BodyReservation;
import io.smartconnect.exporter.cloud.exchange.BoundedExchange;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.cloud.route.ConnectionPool;
import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.history.RecordedOffsets;
import io.smartconnect.exporter.history.RecordedOffsets.OffsetKind;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.time.Deadline;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offsets that a Prometheus has scraped from the exporter. A reading asks for the last window, one point for each poll. The number
 * of its series decides how much of the last six hours, and of the end offsets of the last week, it can ask for next.
 */
public final class PrometheusHistory {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusHistory.class);

    private static final String PATH = "/api/v1/query_range";
    private static final String PARTITION = "(instance_id, task_id, topic, partition)";
    private static final String ENDS = "max by " + PARTITION + " (smartconnect_partition_log_end_offset)";

    /** Offsets of a partition that does not run would look like those of a stalled one. */
    private static final String TRANSFERRED = "max by " + PARTITION + " (smartconnect_partition_last_transfer_offset)"
            + " and on (instance_id, task_id)"
            + " min by (instance_id, task_id) (smartconnect_task_status{status=\"RUNNING\"}) == 1"
            + " unless on " + PARTITION + " smartconnect_partition_status{status!=\"RUNNING\"}";

    private static final int OK = 200;

    /** The shortest limit of an exchange. */
    private static final Duration TICK = Duration.ofMillis(1);

    /** Bytes of all answers together. */
    private static final int MOST_BYTES = 16 << 20;

    /** Bytes of a point with large numbers. */
    private static final int BYTES_PER_POINT = 40;

    /** The span of polls from which usual gaps between transfers are learned. */
    private static final Duration POLLS = Duration.ofHours(6);

    private static final Duration ENDS_SPAN = Duration.ofDays(7);
    private static final Duration LEAST_ENDS_STEP = Duration.ofMinutes(30);

    /**
     * The offsets to read.
     *
     * @param step the poll interval
     * @param windowPolls number of polls of a window
     * @param isOwn whether this process may poll the instance with this id
     * @param limit the longest time of a reading
     */
    public record Selection(Duration step, int windowPolls, Predicate<String> isOwn, Duration limit) {}

    private final ClientRuntime runtime;
    private final PrometheusAddress address;
    private final CertificateAuthorities authorities;
    private final Selection selection;

    /** Creates a reader that has not connected yet. */
    public PrometheusHistory(
            ClientRuntime runtime, PrometheusAddress address, CertificateAuthorities authorities, Selection selection) {
        this.runtime = runtime;
        this.address = address;
        this.authorities = authorities;
        this.selection = selection;
    }

    /** Reads all offsets. Never fails: logs a problem, and returns the offsets that were read before it. */
    public Future<RecordedOffsets> read() {
        ConnectionPool pool = runtime.pools().to(address.base(), authorities);
        return new OffsetsReading(pool).run().onComplete(ended -> pool.close());
    }

    /** The size of an answer. */
    private record AnswerSize(int series, int bytes) {}

    /** One reading of all offsets. */
    private final class OffsetsReading {

        private final ConnectionPool pool;
        private final Deadline deadline = Deadline.in(selection.limit, runtime.time());
        private final RecordedOffsets recorded = new RecordedOffsets();
        private final long now = runtime.time().instant().toEpochMilli();
        private final MatrixDecoder decoder = new MatrixDecoder(recorded, selection.isOwn, now);
        private int bytesLeft = MOST_BYTES;

        private OffsetsReading(ConnectionPool pool) {
            this.pool = pool;
        }

        private Future<RecordedOffsets> run() {
            long wholeSecond = now / 1_000 * 1_000;
            TimeRange window = TimeRange.until(wholeSecond, selection.step, selection.windowPolls + 2);
            return both(window)
                    .compose(size -> size.series == 0 ? Future.succeededFuture(size) : older(window, size))
                    .onSuccess(size -> LOG.atInfo()
                            .addKeyValue("url", address)
                            .addKeyValue("partitions", recorded.partitions())
                            .log("history was read from Prometheus"))
                    .onFailure(this::logFailure)
                    .otherwise(new AnswerSize(0, 0))
                    .map(ended -> recorded);
        }

        /** Reads offsets from before the window, as many as have room. The answer about the window's end offsets had this size. */
        private Future<AnswerSize> older(TimeRange window, AnswerSize size) {
            long bytesPerStep = (long) size.series * BYTES_PER_POINT;
            long room = (bytesLeft / 2 - 2L * size.bytes) / (2 * bytesPerStep);
            long most = Math.min(MatrixDecoder.MOST_POINTS, POLLS.dividedBy(selection.step));
            int polls = (int) Math.min(room, most - window.points());
            if (polls <= 0) {
                return olderEnds(window, size);
            }
            TimeRange older = window.before(selection.step, polls);
            return both(older).compose(read -> olderEnds(older, size));
        }

        private Future<AnswerSize> olderEnds(TimeRange range, AnswerSize size) {
            long room = (bytesLeft - size.bytes) / ((long) size.series * BYTES_PER_POINT);
            Duration span = ENDS_SPAN.minus(Duration.ofMillis(now - range.start()));
            if (room <= 0 || span.compareTo(LEAST_ENDS_STEP) < 0) {
                return Future.succeededFuture(size);
            }
            Duration step = Collections.max(List.of(LEAST_ENDS_STEP, selection.step, span.dividedBy(room)));
            return query(OffsetKind.END, range.before(step, (int) span.dividedBy(step)));
        }

        private Future<AnswerSize> both(TimeRange range) {
            return query(OffsetKind.END, range)
                    .compose(size -> query(OffsetKind.TRANSFERRED, range).map(size));
        }

        private Future<AnswerSize> query(OffsetKind kind, TimeRange range) {
            Duration limit = Collections.max(List.of(TICK, deadline.left(runtime.time())));
            BodyReservation place = runtime.bodies().place();
            return new BoundedExchange(pool.client(), place, bytesLeft, limit)
                    .send(HttpMethod.GET, uri(kind, range), headers(), Buffer.buffer())
                    .compose(response -> decode(response, kind))
                    .onComplete(ended -> place.close());
        }

        private URI uri(OffsetKind kind, TimeRange range) {
            QueryStringEncoder uri = new QueryStringEncoder(address.base() + PATH);
            uri.addParam("query", kind == OffsetKind.END ? ENDS : TRANSFERRED);
            uri.addParam("start", range.startSeconds());
            uri.addParam("end", range.endSeconds());
            uri.addParam("step", range.stepSeconds());
            return URI.create(uri.toString());
        }

        private MultiMap headers() {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap();
            address.authorization().ifPresent(value -> headers.set("Authorization", value));
            return headers;
        }

        private Future<AnswerSize> decode(HttpResponse<Buffer> response, OffsetKind kind) {
            if (response.statusCode() != OK) {
                return Future.failedFuture(CloudFailure.from(
                        response.statusCode(),
                        response.headers(),
                        null,
                        runtime.time().instant(),
                        text -> text));
            }
            Buffer body = response.body();
            bytesLeft -= body.length();
            return runtime.vertx()
                    .executeBlocking(() -> new AnswerSize(decoder.decode(body, kind), body.length()), false);
        }

        private void logFailure(Throwable cause) {
            LOG.atWarn()
                    .addKeyValue("url", address)
                    .addKeyValue("error", words(cause))
                    .addKeyValue("partitions", recorded.partitions())
                    .log("history can't be read from Prometheus: lag times are lower bounds at first");
        }

        private String words(Throwable cause) {
            if (cause instanceof DecodeException) {
                return "the answer is not that of a Prometheus";
            }
            CloudFailure failure = CloudFailure.from(cause);
            return failure.reason() == FailureReason.TIMEOUT
                    ? "no complete answers within " + HumanReadable.duration(selection.limit)
                    : failure.getMessage();
        }
    }
}
