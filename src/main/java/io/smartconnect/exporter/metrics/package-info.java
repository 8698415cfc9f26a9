/** The catalogue of metric families, and the bytes that a scrape gets. */
@NullMarked
package io.smartconnect.exporter.metrics;

import org.jspecify.annotations.NullMarked;
