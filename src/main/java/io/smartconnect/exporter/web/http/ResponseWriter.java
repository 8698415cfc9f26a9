package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes one answer as fast as its client reads it: the next piece is rendered after the last one has left. */
public final class ResponseWriter {

    /** The status of a response whose length would be that of the omitted body. */
    private static final int NOT_MODIFIED = 304;

    private final HttpServerResponse response;
    private final ExpositionBody.Pieces pieces;
    private final WriteListener listener;

    /** The progress of a response, reported on the event loop. */
    public interface WriteListener {

        /** The response has begun, or the operating system has taken one more piece. */
        void progressed();

        /** The operating system has the last byte, or never will. */
        void ended(boolean whole);
    }

    private ResponseWriter(HttpServerResponse response, ExpositionBody.Pieces pieces, WriteListener listener) {
        this.response = response;
        this.pieces = pieces;
        this.listener = listener;
    }

    /** Starts to write. */
    public static void begin(HttpServerRequest request, HttpAnswer answer, WriteListener listener) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.status() != NOT_MODIFIED) {
            response.putHeader("Content-Length", Long.toString(answer.body().length()));
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end().onComplete(ended -> listener.ended(ended.succeeded()));
        } else {
            new ResponseWriter(response, answer.body().pieces(), listener).begin();
        }
    }

    private void begin() {
        listener.progressed();
        Buffer first = pieces.hasNext() ? pieces.next() : Buffer.buffer();
        if (pieces.hasNext()) {
            write(first);
        } else {
            end(response.end(first));
        }
    }

    /** Loops while pieces leave at once: a callback for each would nest too deeply. */
    private void write(Buffer first) {
        Future<Void> written = response.write(first);
        while (written.succeeded() && pieces.hasNext()) {
            written = response.write(pieces.next());
        }
        written.onSuccess(this::writeRest).onFailure(lost -> close(false));
    }

    /**
     * Ends the response only after the operating system has the last byte: a connection in shutdown closes as soon as its
     * response has ended, and unflushed bytes are lost.
     */
    private void writeRest(Void written) {
        listener.progressed();
        if (pieces.hasNext()) {
            write(pieces.next());
        } else {
            end(response.end());
        }
    }

    private void end(Future<Void> ended) {
        ended.onComplete(over -> close(over.succeeded()));
    }

    private void close(boolean whole) {
        pieces.close();
        listener.ended(whole);
    }
}
