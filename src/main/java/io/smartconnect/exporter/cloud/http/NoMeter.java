package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.Operation;
import java.time.Duration;

/** A meter that counts nothing, for commands without metrics. */
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
