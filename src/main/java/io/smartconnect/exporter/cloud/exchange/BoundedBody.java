package io.smartconnect.exporter.cloud.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response body of limited length that can be canceled. The web client would read a refused body to its end;
 * resetting the request frees the connection of a huge or endless body. It pauses the response while its place has no memory.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {

    /** Shorter chunks are joined to segments of at least this length, since each segment costs memory of its own. */
    private static final int SHORTEST_SEGMENT = 1 << 10;

    private final int longest;
    private final BodyReservation place;
    private final List<ByteBuf> segments = new ArrayList<>();
    private final Promise<Buffer> whole = Promise.promise();
    private Buffer joined = Buffer.buffer();
    private int length;
    private boolean canceled;
    private boolean waiting;
    private Handler<Void> drain = drained -> {};
    private @Nullable HttpClientRequest request;

    /** A body of at most {@code longest} bytes, which takes its memory from {@code place}. */
    BoundedBody(int longest, BodyReservation place) {
        this.longest = longest;
        this.place = place;
    }

    /** Returns true if the body waits for memory. */
    boolean isWaiting() {
        return waiting;
    }

    /** Sets the request to reset when the body is canceled. */
    void resetOnCancel(HttpClientRequest sent) {
        request = sent;
        if (canceled) {
            sent.reset();
        }
    }

    /** Cancels the body and resets the request. */
    void cancel() {
        canceled = true;
        if (request != null) {
            request.reset();
        }
    }

    @Override
    public BodyStream<Buffer> stream() {
        return this;
    }

    @Override
    public Future<Buffer> result() {
        return whole.future();
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        if (canceled) {
            return Future.failedFuture("canceled");
        }
        if (length + (long) chunk.length() > longest) {
            return Future.failedFuture(new TooLongException(longest));
        }
        collect(chunk);
        Context context = Vertx.currentContext();
        waiting = !place.take(chunk.length(), () -> context.runOnContext(this::goOn));
        return Future.succeededFuture();
    }

    private void collect(Buffer chunk) {
        if (chunk.length() < SHORTEST_SEGMENT) {
            joined.appendBuffer(chunk);
        } else {
            endJoined();
            segments.add(bytes(chunk));
        }
        if (joined.length() >= SHORTEST_SEGMENT) {
            endJoined();
        }
        length += chunk.length();
    }

    private void endJoined() {
        if (joined.length() > 0) {
            segments.add(bytes(joined));
            joined = Buffer.buffer();
        }
    }

    private static ByteBuf bytes(Buffer buffer) {
        return ((BufferInternal) buffer).getByteBuf();
    }

    private void goOn(Void granted) {
        waiting = false;
        drain.handle(null);
    }

    @Override
    public Future<Void> end() {
        endJoined();
        whole.tryComplete(BufferInternal.buffer(Unpooled.wrappedBuffer(segments.toArray(ByteBuf[]::new))));
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable cause) {
        whole.tryFail(cause);
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int size) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return waiting;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
        drain = handler == null ? drained -> {} : handler;
        return this;
    }

    /** A body that exceeds the limit. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLongException(int longest) {
            super("the response body has more than " + longest + " bytes");
        }
    }
}
