package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.dms.DmsMeter;
import io.smartconnect.exporter.dms.Operation;
import java.time.Duration;

/** Counts nothing. */
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
