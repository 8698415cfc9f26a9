package io.smartconnect.exporter.lag;

import java.nio.file.Path;
import java.util.Map;

/** Placeholder until the real one is merged. */
public final class StateFile {
    private final Path path;

    public StateFile(Path path) {
        this.path = path;
    }

    public Map<String, Histories> read(long now) {
        return path.toString().length() > now ? Map.of() : Map.of(path.toString(), new Histories());
    }

    public void write(Map<String, Histories> byInstanceId) {}
}
