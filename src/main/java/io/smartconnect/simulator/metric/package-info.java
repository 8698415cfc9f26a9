/** The metrics of Kafka replications in the simulated Cloud Eye. */
@NullMarked
package io.smartconnect.simulator.metric;

import org.jspecify.annotations.NullMarked;
