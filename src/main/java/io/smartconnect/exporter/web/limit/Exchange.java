package io.smartconnect.exporter.web.limit;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One request with its response, from the head of the request until the client has read the response. */
public final class Exchange {

    private final Visit visit;
    private final HttpServerRequest request;
    private final ScheduledFuture<?> deadline;
    private boolean writing;
    private long lastProgress = System.nanoTime();
    private boolean over;

    Exchange(Visit visit, HttpServerRequest request, Duration limit) {
        this.visit = visit;
        this.request = request;
        this.deadline = visit.channel()
                .eventLoop()
                .schedule(
                        () -> cutOff("it did not read its response in time"), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The client. */
    public ClientAddress client() {
        return visit.client();
    }

    /** Notes that the response has begun, or that the client has read one more piece of it. */
    public void progressed() {
        writing = true;
        lastProgress = System.nanoTime();
    }

    /** Notes that the client has read the response, or that it never will. */
    public void ended() {
        if (!over) {
            over = true;
            deadline.cancel(false);
            visit.ended(this);
        }
    }

    /** Nanoseconds since the client has read a piece of the response; 0 before the response begins. */
    long stalledNanos() {
        return writing ? System.nanoTime() - lastProgress : 0;
    }

    /** Closes the connection. */
    void cutOff(String reason) {
        visit.cutOff(reason);
    }

    /** The stream of HTTP/2; -1 in HTTP/1. */
    long stream() {
        return request.streamId();
    }

    /** True once the whole request has arrived. */
    boolean isReceived() {
        return request.isEnded();
    }
}
