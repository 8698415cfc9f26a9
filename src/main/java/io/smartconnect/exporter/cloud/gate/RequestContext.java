package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.time.Deadline;

/**
 * The bulkhead, the deadline and the priority that the requests of one step of a poll or command share.
 *
 * @param bulkhead of the instance that the requests concern
 * @param deadline end of all the requests
 * @param priority in the queue of the gate
 * @param firstPageOnly whether listings end after their first page
 */
public record RequestContext(Bulkhead bulkhead, Deadline deadline, RequestPriority priority, boolean firstPageOnly) {

    /** Creates a scope of urgent requests. */
    public RequestContext(Bulkhead bulkhead, Deadline deadline) {
        this(bulkhead, deadline, RequestPriority.URGENT, false);
    }

    /** A copy of this scope with another priority. */
    public RequestContext withPriority(RequestPriority other) {
        return new RequestContext(bulkhead, deadline, other, firstPageOnly);
    }

    /** A copy of this scope whose listings end after their first page. */
    public RequestContext ofFirstPages() {
        return new RequestContext(bulkhead, deadline, priority, true);
    }
}
