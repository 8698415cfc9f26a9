/** Faults that the simulator injects into its responses. */
@NullMarked
package io.smartconnect.simulator.fault;

import org.jspecify.annotations.NullMarked;
