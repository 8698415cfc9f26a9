package io.smartconnect.exporter.lag;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of lag times.
 *
 * @param stateFile keeps the histories of end offsets across restarts; if absent, a restart discards them
 */
public record LagSettings(Optional<Path> stateFile) {}
