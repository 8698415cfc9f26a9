package io.smartconnect.exporter.cloud.gate;

import io.smartconnect.exporter.snapshot.BudgetUse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that the polls of a target need, compared with those allowed. An overload is logged when it begins and when it ends.
 * Where the current rate is too low for all, the polls read only a share of the offsets.
 */
public final class RequestBudget {

    private static final Logger LOG = LoggerFactory.getLogger(RequestBudget.class);

    /** Share below which an overload is over. */
    private static final double RELIEVED = 0.9;

    /** Share of the current rate that all requests together may take, so that none waits long in the queue. */
    private static final double USABLE = 0.9;

    /** Smallest share of the offsets that a poll tries to read. */
    private static final double LEAST_SHARE = 0.01;

    private final String target;
    private RequestNeed.PerSecond needed = new RequestNeed.PerSecond(0, 0);

    /** Requests per second that the configuration allows. */
    private double configured;

    /** Requests per second that remain for offsets; negative if the others alone need more than is usable. */
    private double roomForOffsets;

    private boolean overloaded;

    /** The budget of the target with this name. */
    public RequestBudget(String target) {
        this.target = target;
    }

    /**
     * Takes in the requests per second that are needed.
     *
     * @param newConfigured requests per second that the configuration allows
     * @param allowed requests per second now, fewer after throttling
     */
    public void update(RequestNeed.PerSecond newNeeded, double newConfigured, double allowed) {
        if (newNeeded.total() > 0) {
            needed = newNeeded;
            configured = newConfigured;
            roomForOffsets = USABLE * allowed - newNeeded.fixed();
            logOverload();
        }
    }

    private void logOverload() {
        boolean was = overloaded;
        overloaded = needed.total() / configured > (was ? RELIEVED : 1);
        if (overloaded && !was) {
            LOG.atWarn()
                    .addKeyValue("target", target)
                    .log(
                            "needs {} requests a second, allowed are {}: raise api.max-requests-per-second,"
                                    + " lengthen poll.interval, or poll fewer instances",
                            number(needed.total()),
                            number(configured));
        } else if (was && !overloaded) {
            LOG.atInfo()
                    .addKeyValue("target", target)
                    .log("needs {} requests a second, allowed are {}", number(needed.total()), number(configured));
        }
    }

    /** The share of the tasks that are not in trouble whose offsets a poll reads: 1 unless the rate is too low. */
    public double offsetsShare() {
        return needed.offsets() <= Math.max(0, roomForOffsets)
                ? 1
                : Math.max(LEAST_SHARE, roomForOffsets / needed.offsets());
    }

    /** The load of polls every {@code interval}; empty before the first poll. */
    public Optional<BudgetUse> use(Duration interval) {
        if (needed.total() == 0) {
            return Optional.empty();
        }
        Optional<Duration> detailInterval = roomForOffsets > 0 || needed.offsets() == 0
                ? Optional.of(Duration.ofMillis(Math.round(interval.toMillis() / offsetsShare())))
                : Optional.empty();
        return Optional.of(new BudgetUse(needed.total() / configured, interval, detailInterval));
    }

    private static String number(double perSecond) {
        String text = String.format(Locale.ROOT, perSecond < 1 ? "%.2f" : "%.1f", perSecond);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
