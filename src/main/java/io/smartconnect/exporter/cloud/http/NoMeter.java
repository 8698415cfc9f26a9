package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.Operation;
import java.time.Duration;

/** Counts nothing, for those whose metrics nobody reads. */
public final class NoMeter implements ApiMeter {

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
