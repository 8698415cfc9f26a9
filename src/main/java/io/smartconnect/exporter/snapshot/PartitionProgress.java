package io.smartconnect.exporter.snapshot;

import java.util.Optional;

/**
 * What watching a source partition over several polls tells.
 *
 * @param age of its oldest untransferred message; absent while that is not known
 * @param judgement how it does
 * @param samples what it was judged by
 */
public record PartitionProgress(Optional<Age> age, Judgement judgement, Samples samples) {}
