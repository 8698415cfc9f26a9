package io.smartconnect.exporter.cloud.gate;

/**
 * A limit on requests in flight that keeps one place free for responsive instances. If there is more than one place, neither one
 * bulkhead, unless it is alone, nor all suspects together can take every place. The number of places can differ between calls.
 */
final class ConcurrencyLimiter {

    private int inFlight;
    private int suspectsInFlight;

    /** A request in flight, which must leave the limiter. */
    record Place(Bulkhead bulkhead, boolean suspect, long enteredAt) {}

    /** Returns true if all {@code places} are taken. */
    boolean isFull(int places) {
        return inFlight >= places;
    }

    /** Returns true if a request of {@code bulkhead} may take one of {@code places}. */
    boolean admits(Bulkhead bulkhead, int places) {
        int share = Math.max(1, places - 1);
        int most = bulkhead.alone() ? places : share;
        return bulkhead.inFlight() < most && (!bulkhead.suspect() || suspectsInFlight < share);
    }

    Place enter(Bulkhead bulkhead, long now) {
        Place place = new Place(bulkhead, bulkhead.suspect(), now);
        inFlight++;
        suspectsInFlight += place.suspect ? 1 : 0;
        bulkhead.enter();
        return place;
    }

    void leave(Place place, boolean responsive) {
        inFlight--;
        suspectsInFlight -= place.suspect ? 1 : 0;
        place.bulkhead.leave(responsive);
    }
}
