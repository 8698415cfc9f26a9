package io.smartconnect.exporter.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes one answer as fast as its reader takes it. The body travels in pieces, because one write of a large body is
 * slower and takes direct memory of its whole size.
 */
final class Delivery {

    private static final int PIECE_BYTES = 256 * 1024;

    private final HttpServerResponse response;
    private final Iterator<Buffer> pieces;
    private final Handler<Void> taken;

    private Delivery(HttpServerResponse response, Stream<Buffer> pieces, Handler<Void> taken) {
        this.response = response;
        this.pieces = pieces.iterator();
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
        boolean headOnly = request.method().equals(HttpMethod.HEAD);
        Delivery delivery = new Delivery(response, headOnly ? Stream.empty() : pieces(answer.body()), taken);
        response.drainHandler(delivery::write);
        delivery.write(null);
    }

    private static Stream<Buffer> pieces(List<Buffer> body) {
        return body.stream()
                .flatMap(buffer -> IntStream.iterate(0, start -> start < buffer.length(), start -> start + PIECE_BYTES)
                        .mapToObj(start -> buffer.slice(start, Math.min(buffer.length(), start + PIECE_BYTES))));
    }

    private void write(Void drained) {
        while (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            writeNext();
        }
    }

    private void writeNext() {
        Buffer piece = pieces.hasNext() ? pieces.next() : Buffer.buffer();
        if (pieces.hasNext()) {
            response.write(piece);
        } else {
            response.end(piece).onSuccess(taken);
        }
    }
}
