/** The memory for the state that the polls keep. */
@NullMarked
package io.smartconnect.exporter.poll.state;

import org.jspecify.annotations.NullMarked;
