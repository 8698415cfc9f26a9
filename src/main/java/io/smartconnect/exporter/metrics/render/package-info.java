/** The bodies of scrapes: rendered and compressed snapshots. {@link io.smartconnect.exporter.metrics.render.Exposition} has a drawing. */
@NullMarked
package io.smartconnect.exporter.metrics.render;

import org.jspecify.annotations.NullMarked;
