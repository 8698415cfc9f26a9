package io.smartconnect.bench.measure;

import java.io.IOException;

/** A way to scrape a page again and again. */
@FunctionalInterface
public interface Load {

    /** What a run showed: the median of its scrapes, and how many there were. */
    record Result(double medianMillis, long scrapes) {}

    Result run(MetricsPage page, Encoding encoding) throws IOException, InterruptedException;

    /** One scrape by this program: for servers so slow that the client doesn't matter. */
    static Load once() {
        return (page, encoding) -> new Result(page.millis(encoding), 1);
    }
}
