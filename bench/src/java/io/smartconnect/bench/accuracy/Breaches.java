package io.smartconnect.bench.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The predictions of the time until a task passes its lag objective, and how much they erred once it had. */
final class Breaches {

    private static final double INTERVAL = Laboratory.INTERVAL.toSeconds();

    /** A prediction below it leads to an alert. */
    private static final double SOON = 3_600;

    private record Prediction(double at, double seconds) {}

    private final Errors errors = new Errors();
    private final List<Prediction> open = new ArrayList<>();
    private final List<Prediction> overdue = new ArrayList<>();
    private double last;
    private double lastAge;

    /** Takes in a poll at {@code now}, in seconds: what was predicted, and the true lag time. */
    void observe(double now, OptionalDouble predicted, double age, double objective) {
        if (age > objective && lastAge <= objective) {
            double breach = last + (objective - lastAge) / (age - lastAge) * (now - last);
            open.forEach(each -> add(each, breach - each.at));
            overdue.forEach(each -> add(each, breach - each.at));
            open.clear();
            overdue.clear();
        } else if (age <= objective && predicted.isPresent()) {
            open.add(new Prediction(now, predicted.getAsDouble()));
        }
        open.stream().filter(each -> now > each.at + 2 * each.seconds + INTERVAL).forEach(overdue::add);
        open.removeIf(each -> now > each.at + 2 * each.seconds + INTERVAL);
        last = now;
        lastAge = age;
    }

    private void add(Prediction prediction, double left) {
        errors.add((prediction.seconds - left) / Math.max(left, INTERVAL));
    }

    /** Errors as shares of the true time, or of one poll interval if that is longer. */
    Errors errors() {
        return errors;
    }

    /** Predictions of less than an hour that never came true. */
    int wrong() {
        return (int) overdue.stream().filter(each -> each.seconds < SOON).count();
    }
}
