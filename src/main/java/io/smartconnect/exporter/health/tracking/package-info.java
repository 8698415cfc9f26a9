/** State of tasks from poll to poll. */
@NullMarked
package io.smartconnect.exporter.health.tracking;

import org.jspecify.annotations.NullMarked;
