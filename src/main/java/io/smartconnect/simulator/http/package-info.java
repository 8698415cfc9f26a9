/** HTTP requests to the simulator, their routes, responses and log. */
@NullMarked
package io.smartconnect.simulator.http;

import org.jspecify.annotations.NullMarked;
