/** A simulated DMS for Kafka, Cloud Eye and IAM, independent of the exporter. */
@NullMarked
package io.smartconnect.simulator;

import org.jspecify.annotations.NullMarked;
