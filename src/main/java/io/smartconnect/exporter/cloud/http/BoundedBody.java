package io.smartconnect.exporter.cloud.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * A response body of limited length that can be canceled. The web client would read a refused body to its end;
 * resetting the request frees the connection of a huge or endless body.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {

    private final int longest;
    private final Buffer collected = Buffer.buffer();
    private final Promise<Buffer> whole = Promise.promise();
    private boolean canceled;
    private @Nullable HttpClientRequest request;

    BoundedBody(int longest) {
        this.longest = longest;
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
        if (collected.length() + (long) chunk.length() > longest) {
            return Future.failedFuture(new TooLongException(longest));
        }
        collected.appendBuffer(chunk);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        whole.tryComplete(collected);
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
        return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
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
