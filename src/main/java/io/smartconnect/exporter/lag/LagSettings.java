package io.smartconnect.exporter.lag;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is remembered of lag.
 *
 * @param stateFile keeps the histories of end offsets across restarts; absent: they begin anew
 */
public record LagSettings(Optional<Path> stateFile) {}
