package io.smartconnect.simulator.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** A received request together with its response. */
public final class SimulatedExchange {

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final RequestLog.Entry entry;
    private final String requestId = UUID.randomUUID().toString().replace("-", "");

    /**
     * A request without a response so far.
     *
     * @param iam true if the request id is named as IAM does
     */
    public SimulatedExchange(Vertx vertx, HttpServerRequest request, RequestLog.Entry entry, boolean iam) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.entry = entry;
        response.putHeader(iam ? "X-IAM-Trace-Id" : "X-Request-Id", requestId);
        response.closeHandler(closed -> entry.end());
    }

    /** Sends the response in this way and logs it. */
    public void send(SimulatedResponse answer, ResponseDelivery delivery) {
        boolean silent = delivery instanceof ResponseDelivery.Never || response.closed();
        entry.record(silent || delivery instanceof ResponseDelivery.Reset ? 0 : answer.status());
        if (silent) {
            return;
        }
        if (delivery instanceof ResponseDelivery.Reset) {
            closeConnection();
            return;
        }
        Buffer body = head(answer);
        if (delivery instanceof ResponseDelivery.Drip drip) {
            drip(body, 0, drip);
        } else if (delivery instanceof ResponseDelivery.ResetMidway) {
            response.write(body.slice(0, body.length() / 2)).onComplete(written -> closeConnection());
        } else {
            end(body);
        }
    }

    /** Sets status and headers; returns the body to send. */
    private Buffer head(SimulatedResponse answer) {
        Buffer body =
                Buffer.buffer(answer.body().replace("\"request_id\":\"\"", "\"request_id\":\"" + requestId + "\""));
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.status() != 204) {
            response.putHeader("Content-Length", Integer.toString(body.length()));
        }
        return body;
    }

    private void drip(Buffer body, int from, ResponseDelivery.Drip drip) {
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
