package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.CloudOperation;
import java.time.Duration;

/** A meter that counts nothing, for commands without metrics. */
public final class NoOpMeter implements ApiMeter {

    @Override
    public void requested(CloudOperation operation, String code, Duration duration) {}

    @Override
    public void retried(CloudOperation operation) {}

    @Override
    public void throttled(CloudOperation operation) {}

    @Override
    public void unreadable(String field) {}

    @Override
    public void lagMismatched() {}
}
