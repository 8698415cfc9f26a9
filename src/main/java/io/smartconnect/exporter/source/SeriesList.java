package io.smartconnect.exporter.source;

import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * The list of the series that have values in Cloud Eye. It is read at each poll until the first success, then once an hour, and after ten
 * minutes if a replication is not in it or the last request failed. A denial, or a cloud without this list, stops the requests for
 * ten minutes.
 */
final class SeriesList {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration SHORT_LIFE = Duration.ofMinutes(10);

    private final CloudEyeClient cloudEye;
    private final TimeSource time;
    private final ApiAvailability availability;
    private Set<TaskSeries> listed = Set.of();
    private boolean wasRead;
    private boolean isOutdated = true;
    private long requestedAt;

    SeriesList(CloudEyeClient cloudEye, TimeSource time) {
        this.cloudEye = cloudEye;
        this.time = time;
        this.availability = new ApiAvailability(time);
    }

    /** Reads the list if it is due. Never fails: returns the failure. A cloud without this API is none. */
    Future<Optional<CloudFailure>> refresh(Collection<CloudEyeReplication> replications, RequestContext scope) {
        if (!availability.isOpen() || !isDue(replications)) {
            return Future.succeededFuture(Optional.empty());
        }
        requestedAt = time.nanos();
        return cloudEye.listSeries(scope)
                .onSuccess(this::replace)
                .map(found -> Optional.<CloudFailure>empty())
                .otherwise(thrown -> fail(CloudFailure.from(thrown)));
    }

    /** The series of a replication. If the list is outdated and lacks it, these are the usual names. */
    Collection<TaskSeries> of(CloudEyeReplication replication) {
        Collection<TaskSeries> known = replication.seriesIn(listed);
        return known.isEmpty() && isOutdated ? replication.usualSeries() : known;
    }

    /** The last denial of the list; empty after a success. */
    Optional<CloudFailure> denial() {
        return availability.denial();
    }

    private boolean isDue(Collection<CloudEyeReplication> replications) {
        boolean isIncomplete = isOutdated
                || replications.stream().anyMatch(each -> each.seriesIn(listed).isEmpty());
        Duration age = Duration.ofNanos(time.nanos() - requestedAt);
        return !wasRead || age.compareTo(isIncomplete ? SHORT_LIFE : LIFE) >= 0;
    }

    private void replace(Set<TaskSeries> found) {
        availability.opened();
        listed = found;
        wasRead = true;
        isOutdated = false;
    }

    private Optional<CloudFailure> fail(CloudFailure failure) {
        availability.closedBy(failure);
        isOutdated = true;
        return failure.isMissingApi() ? Optional.empty() : Optional.of(failure);
    }
}
