package io.smartconnect.exporter.cloud.gate;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The share of the allowed requests of a target that its polls need. It is logged when it exceeds 1, and when it is below again. */
public final class RequestBudget {

    private static final Logger LOG = LoggerFactory.getLogger(RequestBudget.class);

    /** Share below which an overload is over. */
    private static final double RELIEVED = 0.9;

    private final String target;
    private Optional<Double> used = Optional.empty();
    private boolean overloaded;

    /** The budget of the target with this name. */
    public RequestBudget(String target) {
        this.target = target;
    }

    /** Takes in the requests per second that are needed and those that are allowed. */
    public void update(double needed, double allowed) {
        if (needed > 0) {
            used = Optional.of(needed / allowed);
            boolean was = overloaded;
            overloaded = needed / allowed > (was ? RELIEVED : 1);
            if (overloaded && !was) {
                LOG.atWarn()
                        .addKeyValue("target", target)
                        .log(
                                "needs {} requests a second, allowed are {}: raise api.max-requests-per-second,"
                                        + " lengthen poll.interval, or poll fewer instances",
                                number(needed),
                                number(allowed));
            } else if (was && !overloaded) {
                LOG.atInfo()
                        .addKeyValue("target", target)
                        .log("needs {} requests a second, allowed are {}", number(needed), number(allowed));
            }
        }
    }

    /** The needed requests divided by the allowed ones; empty before the first poll. */
    public Optional<Double> used() {
        return used;
    }

    private static String number(double perSecond) {
        String text = String.format(Locale.ROOT, perSecond < 1 ? "%.2f" : "%.1f", perSecond);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
