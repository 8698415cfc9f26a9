/** How much memory the exporter takes and how long it takes to start, by the launcher, by {@code java -jar}, and others. */
@NullMarked
package io.smartconnect.bench.footprint;

import org.jspecify.annotations.NullMarked;
