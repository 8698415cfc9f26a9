/** The part of all instances that one of several processes polls. */
@NullMarked
package io.smartconnect.exporter.shard;

import org.jspecify.annotations.NullMarked;
