/** The simulated APIs, one class each, behind {@link io.smartconnect.simulator.api.SimulatedApi}. */
@NullMarked
package io.smartconnect.simulator.api;

import org.jspecify.annotations.NullMarked;
