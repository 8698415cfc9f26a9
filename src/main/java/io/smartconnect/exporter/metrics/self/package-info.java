/** The metrics of the exporter itself. */
@NullMarked
package io.smartconnect.exporter.metrics.self;

import org.jspecify.annotations.NullMarked;
