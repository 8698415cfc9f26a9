package io.smartconnect.exporter.lag;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The retention of the source topics of all polled instances. One thread uses it. */
public final class Retentions {

    private Duration staleAfter;
    private final Map<String, Retention> byInstanceId = new HashMap<>();

    /** Creates the retention of no instance. Readings expire after {@code staleAfter}. */
    public Retentions(Duration staleAfter) {
        this.staleAfter = staleAfter;
    }

    /** Changes the time after which readings expire. */
    public void expireAfter(Duration newStaleAfter) {
        staleAfter = newStaleAfter;
        byInstanceId.values().forEach(each -> each.expireAfter(newStaleAfter));
    }

    /** The retention of an instance, which is polled from now on. */
    public Retention of(String instanceId) {
        return byInstanceId.computeIfAbsent(instanceId, first -> new Retention(staleAfter));
    }

    /** The retention of an instance from which another one pulls; absent if it is not polled. */
    public Optional<Retention> ofPeer(String instanceId) {
        Optional<Retention> peer = Optional.ofNullable(byInstanceId.get(instanceId));
        peer.ifPresent(Retention::needTimes);
        return peer;
    }

    /** Forgets an instance that is no longer polled. */
    public void forget(String instanceId) {
        byInstanceId.remove(instanceId);
    }
}
