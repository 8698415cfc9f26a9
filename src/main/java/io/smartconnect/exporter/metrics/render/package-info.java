/** The bytes of a scrape: rendered and compressed snapshots. */
@NullMarked
package io.smartconnect.exporter.metrics.render;

import org.jspecify.annotations.NullMarked;
