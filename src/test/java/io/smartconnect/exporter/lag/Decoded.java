package io.smartconnect.exporter.lag;

/** The times and ends of points, oldest first. */
public final class Decoded {

    public final long[] times;
    public final long[] ends;

    public Decoded(OffsetPoints points) {
        times = new long[points.size()];
        ends = new long[points.size()];
        points.copyTo(times, ends);
    }
}
