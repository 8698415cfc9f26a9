package io.smartconnect.exporter.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes one answer as fast as its reader takes it. The body travels in pieces, because one write of a large body is
 * slower and takes direct memory of its whole size.
 */
final class Delivery {

    private static final int PIECE_BYTES = 256 * 1024;

    private final HttpServerResponse response;
    private final Iterator<Buffer> pieces;
    private final Handler<Void> taken;

    private Delivery(HttpServerResponse response, Iterator<Buffer> pieces, Handler<Void> taken) {
        this.response = response;
        this.pieces = pieces;
        this.taken = taken;
    }

    /**
     * Begins to write.
     *
     * @param taken told when the last byte is with the operating system; never when the connection ends before
     */
    static void begin(HttpServerRequest request, Answer answer, Handler<Void> taken) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Long.toString(answer.length()));
        List<Buffer> pieces = request.method().equals(HttpMethod.HEAD) ? List.of() : pieces(answer.body());
        if (pieces.size() > 1) {
            Delivery delivery = new Delivery(response, pieces.iterator(), taken);
            response.drainHandler(delivery::write);
            delivery.write(null);
        } else {
            response.end(pieces.isEmpty() ? Buffer.buffer() : pieces.get(0)).onSuccess(taken);
        }
    }

    private static List<Buffer> pieces(List<Buffer> body) {
        return body.stream()
                .flatMap(buffer -> IntStream.iterate(0, start -> start < buffer.length(), start -> start + PIECE_BYTES)
                        .mapToObj(start -> buffer.slice(start, Math.min(buffer.length(), start + PIECE_BYTES))))
                .toList();
    }

    private void write(Void drained) {
        while (pieces.hasNext() && !response.closed() && !response.writeQueueFull()) {
            Future<Void> written = response.write(pieces.next());
            if (!pieces.hasNext()) {
                written.onSuccess(all -> end());
            }
        }
    }

    /**
     * Only when the last byte is with the operating system: a connection that is being shut down is closed as soon as its
     * response has ended, and what has not been flushed by then is lost.
     */
    private void end() {
        response.end().onSuccess(taken);
    }
}
