package io.smartconnect.exporter.cloud.gate;

/**
 * A limit of requests in flight that keeps one place free for instances that answer: neither one bulkhead nor all suspects
 * together can take every place. The number of places can differ from call to call.
 */
final class ConcurrencyLimiter {

    private int inFlight;
    private int suspectsInFlight;

    /** A request that has entered and must leave. */
    record Place(Bulkhead bulkhead, boolean suspect, long enteredAt) {}

    /** Whether all {@code places} are taken. */
    boolean isFull(int places) {
        return inFlight >= places;
    }

    /** Whether a request of {@code bulkhead} may take one of {@code places}. */
    boolean admits(Bulkhead bulkhead, int places) {
        int share = Math.max(1, places - 1);
        return bulkhead.inFlight() < share && (!bulkhead.suspect() || suspectsInFlight < share);
    }

    Place enter(Bulkhead bulkhead, long now) {
        Place place = new Place(bulkhead, bulkhead.suspect(), now);
        inFlight++;
        suspectsInFlight += place.suspect ? 1 : 0;
        bulkhead.enter();
        return place;
    }

    void leave(Place place, boolean answeredWell) {
        inFlight--;
        suspectsInFlight -= place.suspect ? 1 : 0;
        place.bulkhead.leave(answeredWell);
    }
}
