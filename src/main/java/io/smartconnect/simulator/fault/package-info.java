/** Faults that the simulator injects into its answers. */
@NullMarked
package io.smartconnect.simulator.fault;

import org.jspecify.annotations.NullMarked;
