/** The simulator's endpoints. */
@NullMarked
package io.smartconnect.simulator.api;

import org.jspecify.annotations.NullMarked;
