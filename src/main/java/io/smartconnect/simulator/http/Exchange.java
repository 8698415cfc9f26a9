package io.smartconnect.simulator.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** One request that waits for its answer. */
public final class Exchange {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestLog.Entry entry;
    private final String requestId = UUID.randomUUID().toString().replace("-", "");

    /**
     * @param iam IAM names its request id otherwise
     */
    public Exchange(Vertx vertx, HttpServerRequest request, RequestLog.Entry entry, boolean iam) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.entry = entry;
        response.putHeader(iam ? "X-IAM-Trace-Id" : "X-Request-Id", requestId);
        response.closeHandler(closed -> entry.end());
    }

    public void send(SimulatorAnswer answer, Delivery delivery) {
        boolean silent = delivery instanceof Delivery.Never || response.closed();
        entry.record(silent || delivery instanceof Delivery.Reset ? 0 : answer.status());
        if (silent) {
            return;
        }
        if (delivery instanceof Delivery.Reset) {
            closeConnection();
            return;
        }
        Buffer body = head(answer);
        if (delivery instanceof Delivery.Drip drip) {
            drip(body, 0, drip);
        } else if (delivery instanceof Delivery.ResetMidway) {
            response.write(body.slice(0, body.length() / 2)).onComplete(written -> closeConnection());
        } else {
            end(body);
        }
    }

    /** Sets status and headers; answers the body to be sent. */
    private Buffer head(SimulatorAnswer answer) {
        Buffer body =
                Buffer.buffer(answer.body().replace("\"request_id\":\"\"", "\"request_id\":\"" + requestId + "\""));
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.status() != 204) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
        }
        return body;
    }

    private void drip(Buffer body, int from, Delivery.Drip drip) {
        if (response.closed()) {
            return;
        }
        int to = Math.min(body.length(), from + drip.bytes());
        if (to == body.length()) {
            end(body.slice(from, to));
            return;
        }
        response.write(body.slice(from, to));
        vertx.setTimer(drip.pause().toMillis(), timer -> drip(body, to, drip));
    }

    private void end(Buffer last) {
        entry.end();
        response.end(last);
    }

    private void closeConnection() {
        entry.end();
        request.connection().close();
    }
}
