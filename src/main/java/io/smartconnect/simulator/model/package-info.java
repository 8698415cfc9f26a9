/** The state of the simulated cloud over time. */
@NullMarked
package io.smartconnect.simulator.model;

import org.jspecify.annotations.NullMarked;
