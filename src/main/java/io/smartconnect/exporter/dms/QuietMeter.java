package io.smartconnect.exporter.dms;

import java.time.Duration;

/** Counts nothing, for those whose metrics nobody reads. */
public final class QuietMeter implements DmsMeter {

    @Override
    public void requested(Operation operation, String code, Duration duration) {}

    @Override
    public void retried(Operation operation) {}

    @Override
    public void throttled(Operation operation) {}

    @Override
    public void unreadable(String field) {}

    @Override
    public void lagMismatched() {}
}
