package io.smartconnect.bench.accuracy;

import java.util.ArrayList;
import java.util.List;

/**
 * The comparison: lag in seconds as kafka-lag-exporter, the best-known exporter of it, computes it, written from a
 * description of how that one behaves. Points of (end offset, time) of one partition, between which it interpolates and
 * beyond which it extrapolates.
 */
final class Interpolation {

    private static final int MOST_POINTS = 60;

    private record CloudEyePoint(long offset, long time) {}

    private final List<CloudEyePoint> points = new ArrayList<>();

    /** Takes in that the partition ended there then, in milliseconds. */
    void observe(long time, long endOffset) {
        int size = points.size();
        if (size > 0 && (time < last().time || endOffset < last().offset)) {
            return;
        }
        if (size > 1 && last().offset == endOffset && points.get(size - 2).offset == endOffset) {
            points.remove(size - 1);
        } else if (size == MOST_POINTS) {
            points.remove(0);
        }
        points.add(new CloudEyePoint(endOffset, time));
    }

    /** The lag of a consumer that is at {@code offset}; not always a number, and not always positive. */
    double seconds(long offset, long now) {
        if (!points.isEmpty() && last().offset == offset) {
            return 0;
        }
        if (points.size() < 2) {
            return Double.NaN;
        }
        for (int right = points.size() - 1; right > 0; right--) {
            if (points.get(right - 1).offset <= offset && offset <= points.get(right).offset) {
                return secondsOnLine(points.get(right - 1), points.get(right), offset, now);
            }
        }
        return secondsOnLine(points.get(0), last(), offset, now);
    }

    private static double secondsOnLine(CloudEyePoint left, CloudEyePoint right, long offset, long now) {
        double produced = right.time
                - (double) (right.offset - offset) * (right.time - left.time) / (right.offset - left.offset);
        return (now - produced) / 1000;
    }

    private CloudEyePoint last() {
        return points.get(points.size() - 1);
    }
}
