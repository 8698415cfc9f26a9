/** The limits on requests to one target: concurrency, rate, pauses. */
@NullMarked
package io.smartconnect.exporter.cloud.gate;

import org.jspecify.annotations.NullMarked;
