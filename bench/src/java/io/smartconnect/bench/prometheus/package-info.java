/** Whether a Prometheus takes everything that a large exporter serves. */
@NullMarked
package io.smartconnect.bench.prometheus;

import org.jspecify.annotations.NullMarked;
