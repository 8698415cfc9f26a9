/** The clocks and the timer of the process. */
@NullMarked
package io.smartconnect.exporter.time;

import org.jspecify.annotations.NullMarked;
