/** The simulated clouds of the command {@code demo}. */
@NullMarked
package io.smartconnect.simulator.demo;

import org.jspecify.annotations.NullMarked;
