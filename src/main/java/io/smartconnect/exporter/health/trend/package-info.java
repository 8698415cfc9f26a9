/** The growth of the lag time of a partition, and when it reaches an objective. */
@NullMarked
package io.smartconnect.exporter.health.trend;

import org.jspecify.annotations.NullMarked;
