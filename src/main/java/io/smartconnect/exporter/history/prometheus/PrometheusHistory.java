package io.smartconnect.exporter.history.prometheus;

import io.smartconnect.exporter.cloud.body.BodyReservation;
import io.smartconnect.exporter.cloud.body.BoundedBody;
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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

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
            Duration step = longest(LEAST_ENDS_STEP, selection.step, span.dividedBy(room));
            return query(OffsetKind.END, range.before(step, (int) span.dividedBy(step)));
        }

        private Future<AnswerSize> both(TimeRange range) {
            return query(OffsetKind.END, range)
                    .compose(size -> query(OffsetKind.TRANSFERRED, range).map(size));
        }

        private Future<AnswerSize> query(OffsetKind kind, TimeRange range) {
            BodyReservation place = runtime.bodies().place();
            BoundedBody body = new BoundedBody(bytesLeft, place);
            long millis = Math.max(1, deadline.left(runtime.time()).toMillis());
            return request(kind, range)
                    .timeout(millis)
                    .as(body)
                    .send()
                    .timeout(millis, TimeUnit.MILLISECONDS)
                    .onFailure(cause -> body.cancel())
                    .recover(cause -> Future.failedFuture(
                            body.isWaiting() ? CloudFailure.of(FailureReason.BAD_RESPONSE, place.rule()) : cause))
                    .compose(response -> decode(response, kind))
                    .onComplete(ended -> place.close());
        }

        private HttpRequest<Buffer> request(OffsetKind kind, TimeRange range) {
            URI base = address.base();
            boolean isTls = base.getScheme().equals("https");
            int port = base.getPort() >= 0 ? base.getPort() : isTls ? HTTPS : HTTP;
            HttpRequest<Buffer> request = pool.client()
                    .get(port, base.getHost(), base.getRawPath() + PATH)
                    .ssl(isTls)
                    .addQueryParam("query", kind == OffsetKind.END ? ENDS : TRANSFERRED)
                    .addQueryParam("start", range.startSeconds())
                    .addQueryParam("end", range.endSeconds())
                    .addQueryParam("step", range.stepSeconds());
            address.authorization().ifPresent(value -> request.putHeader("Authorization", value));
            return request;
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
            if (cause instanceof BoundedBody.TooLongException) {
                return String.valueOf(cause.getMessage());
            }
            return cause instanceof TimeoutException
                    ? "no complete answers within " + HumanReadable.duration(selection.limit)
                    : CloudFailure.ofExchange(cause).getMessage();
        }
    }

    private static Duration longest(Duration one, Duration other, Duration third) {
        Duration longer = one.compareTo(other) >= 0 ? one : other;
        return longer.compareTo(third) >= 0 ? longer : third;
    }
}
