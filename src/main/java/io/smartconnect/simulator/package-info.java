/** A simulated DMS for Kafka and IAM with a real HTTP server; independent of the exporter. */
@NullMarked
package io.smartconnect.simulator;

import org.jspecify.annotations.NullMarked;
