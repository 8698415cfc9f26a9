package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.metrics.render.Body;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes one answer as fast as its reader takes it: the next piece is not asked for before the last one has left. */
public final class ResponseWriter {

    private final HttpServerResponse response;
    private final Body.Pieces pieces;
    private final Handler<Void> taken;

    private ResponseWriter(HttpServerResponse response, Body.Pieces pieces, Handler<Void> taken) {
        this.response = response;
        this.pieces = pieces;
        this.taken = taken;
    }

    /**
     * Begins to write.
     *
     * @param taken told when the last byte is with the operating system; never when the connection ends before
     */
    public static void begin(HttpServerRequest request, HttpAnswer answer, Handler<Void> taken) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Long.toString(answer.body().length()));
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end().onSuccess(taken);
        } else {
            new ResponseWriter(response, answer.body().pieces(), taken).begin();
        }
    }

    private void begin() {
        Buffer first = pieces.hasNext() ? pieces.next() : Buffer.buffer();
        if (pieces.hasNext()) {
            write(first);
        } else {
            end(response.end(first));
        }
    }

    /** Goes on at once as long as each piece leaves at once: calling back for each would go too deep. */
    private void write(Buffer first) {
        Future<Void> written = response.write(first);
        while (written.succeeded() && pieces.hasNext()) {
            written = response.write(pieces.next());
        }
        written.onSuccess(this::goOn).onFailure(lost -> pieces.close());
    }

    /**
     * The response only ends when the last byte is with the operating system: a connection that is being shut down is closed as
     * soon as its response has ended, and what has not been flushed by then is lost.
     */
    private void goOn(Void written) {
        if (pieces.hasNext()) {
            write(pieces.next());
        } else {
            end(response.end());
        }
    }

    private void end(Future<Void> ended) {
        ended.onComplete(over -> pieces.close()).onSuccess(taken);
    }
}
