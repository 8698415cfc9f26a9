/** The configuration of one of several processes: its shard and its lease. */
@NullMarked
package io.smartconnect.exporter.config.process;

import org.jspecify.annotations.NullMarked;
