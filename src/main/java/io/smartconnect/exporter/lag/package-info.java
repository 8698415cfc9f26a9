/** How old what waits is: the history of end offsets, its look-up, and the file that keeps it across restarts. */
@NullMarked
package io.smartconnect.exporter.lag;

import org.jspecify.annotations.NullMarked;
