/** A pretend DMS for Kafka and IAM over real HTTP; knows nothing of the exporter. */
@NullMarked
package io.smartconnect.simulator;

import org.jspecify.annotations.NullMarked;
