/** Log-in and verification of the requests to the simulator. */
@NullMarked
package io.smartconnect.simulator.auth;

import org.jspecify.annotations.NullMarked;
