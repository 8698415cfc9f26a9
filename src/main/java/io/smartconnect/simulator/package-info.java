/** A simulated DMS for Kafka, Cloud Eye and IAM with a real HTTP server; independent of the exporter. */
@NullMarked
package io.smartconnect.simulator;

import org.jspecify.annotations.NullMarked;
