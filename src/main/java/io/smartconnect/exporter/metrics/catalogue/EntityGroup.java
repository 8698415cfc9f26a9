package io.smartconnect.exporter.metrics.catalogue;

import java.util.List;

/**
 * Entities of one parent.
 *
 * @param parent the labels that identify the parent as they stand in a sample, a comma behind each
 */
public record EntityGroup<E>(String parent, List<E> entities) {}
