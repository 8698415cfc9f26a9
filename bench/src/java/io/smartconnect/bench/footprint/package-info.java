/** How much memory the exporter takes and how long it takes to start, by the launcher and by {@code java -jar}. */
@NullMarked
package io.smartconnect.bench.footprint;

import org.jspecify.annotations.NullMarked;
