package io.smartconnect.exporter.metrics;

import java.util.List;

/**
 * Entities of one parent.
 *
 * @param parent the labels that identify the parent as they stand in a sample, a comma behind each
 */
record Group<E>(String parent, List<E> entities) {}
