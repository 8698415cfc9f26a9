/** Reads the offsets that a Prometheus recorded. Start at {@code PrometheusHistory}. */
@NullMarked
package io.smartconnect.exporter.history.prometheus;

import org.jspecify.annotations.NullMarked;
