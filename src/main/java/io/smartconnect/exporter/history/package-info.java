/** Offsets that a Prometheus recorded before the process started. */
@NullMarked
package io.smartconnect.exporter.history;

import org.jspecify.annotations.NullMarked;
