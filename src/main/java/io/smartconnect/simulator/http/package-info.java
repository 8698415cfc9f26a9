/** Requests to the simulator and their answers. */
@NullMarked
package io.smartconnect.simulator.http;

import org.jspecify.annotations.NullMarked;
