/** How the daemon's log lines look. */
@NullMarked
package io.smartconnect.exporter.log;

import org.jspecify.annotations.NullMarked;
