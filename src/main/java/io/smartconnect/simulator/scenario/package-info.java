/** Descriptions of simulated clouds. */
@NullMarked
package io.smartconnect.simulator.scenario;

import org.jspecify.annotations.NullMarked;
