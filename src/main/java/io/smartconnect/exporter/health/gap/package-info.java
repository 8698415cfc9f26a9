/** Learns the usual gaps between the transfers of a partition. */
@NullMarked
package io.smartconnect.exporter.health.gap;

import org.jspecify.annotations.NullMarked;
