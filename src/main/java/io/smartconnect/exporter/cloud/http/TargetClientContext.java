package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestGate;
import io.smartconnect.exporter.time.TimeSource;

/** The parts of a client that all calls to its target share. */
record TargetClientContext(
        RequestGate gate,
        HttpTransport transport,
        Authenticator authenticator,
        ApiSettings settings,
        TimeSource time,
        ApiMeter meter) {}
