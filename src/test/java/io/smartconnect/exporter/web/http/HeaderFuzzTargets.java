package io.smartconnect.exporter.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.smartconnect.fuzz.FuzzTarget;
import java.util.List;
import java.util.Map;

/** Request headers of clients, one value a line. */
public final class HeaderFuzzTargets {

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL = Map.of(
            "accept", bytes -> AcceptHeader.format(values(bytes)),
            "accept-encoding", bytes -> AcceptHeader.gzip(values(bytes)));

    private HeaderFuzzTargets() {}

    private static List<String> values(byte[] bytes) {
        return new String(bytes, ISO_8859_1).lines().toList();
    }
}
