/** The sources of lag: which source can know which task, how it is read, and whether it works. Start at {@code OffsetSource}. */
@NullMarked
package io.smartconnect.exporter.source;

import org.jspecify.annotations.NullMarked;
