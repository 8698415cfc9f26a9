package io.smartconnect.exporter.lag;

/** The times and ends of points, oldest first. */
final class Decoded {

    final long[] times;
    final long[] ends;

    Decoded(Points points) {
        times = new long[points.size()];
        ends = new long[points.size()];
        points.copyTo(times, ends);
    }
}
