/** The metric families, a row for each. */
@NullMarked
package io.smartconnect.exporter.metrics.catalogue;

import org.jspecify.annotations.NullMarked;
