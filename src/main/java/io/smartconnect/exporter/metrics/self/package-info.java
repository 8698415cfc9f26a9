/** The exporter's own metrics. */
@NullMarked
package io.smartconnect.exporter.metrics.self;

import org.jspecify.annotations.NullMarked;
