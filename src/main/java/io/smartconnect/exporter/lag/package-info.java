/** Lag times: the history of end offsets, its look-up, and the state file. */
@NullMarked
package io.smartconnect.exporter.lag;

import org.jspecify.annotations.NullMarked;
