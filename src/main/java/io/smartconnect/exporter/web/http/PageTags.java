package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The entity tags of pages. A page is a function of its address, the snapshot, the configured links and the time to which its
 * ages refer. That time advances in steps, so that a page stays the same between them.
 */
public final class PageTags {

    private static final Duration STEP = Duration.ofSeconds(30);

    /** Differs from that of other processes, whose numbers may be the same. */
    private final String process = Long.toHexString(System.nanoTime());

    private @Nullable Snapshot snapshot;
    private @Nullable Object links;
    private long changes;

    /** The time to which the ages of a page refer: that of the snapshot, and each whole step after it. */
    public static Instant asOf(Snapshot snapshot, Instant now) {
        Duration age = Duration.between(snapshot.taken(), now);
        return age.isNegative() ? snapshot.taken() : snapshot.taken().plus(STEP.multipliedBy(age.dividedBy(STEP)));
    }

    /** The tag of the page that answers {@code request}. */
    public EntityTag of(Snapshot shown, Object shownLinks, Instant asOf, HttpServerRequest request) {
        String address = Integer.toHexString(request.uri().hashCode());
        return new EntityTag(String.join("-", process, change(shown, shownLinks), seconds(shown, asOf), address));
    }

    /** Counts the snapshots and links, which are immutable. */
    @SuppressWarnings("ReferenceEquality") // comparing the contents would cost as much as rendering
    private synchronized String change(Snapshot shown, Object shownLinks) {
        if (shown != snapshot || shownLinks != links) {
            snapshot = shown;
            links = shownLinks;
            changes++;
        }
        return Long.toString(changes);
    }

    private static String seconds(Snapshot shown, Instant asOf) {
        return Long.toString(Duration.between(shown.taken(), asOf).toSeconds());
    }
}
