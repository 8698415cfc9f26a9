/** The metric families of a snapshot, one row each. */
@NullMarked
package io.smartconnect.exporter.metrics.catalogue;

import org.jspecify.annotations.NullMarked;
