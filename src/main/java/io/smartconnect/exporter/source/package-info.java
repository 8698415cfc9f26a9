/** The sources of lag. Start at {@code OffsetSource}. */
@NullMarked
package io.smartconnect.exporter.source;

import org.jspecify.annotations.NullMarked;
