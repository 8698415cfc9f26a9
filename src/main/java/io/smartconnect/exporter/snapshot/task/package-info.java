/** A task in a snapshot. */
@NullMarked
package io.smartconnect.exporter.snapshot.task;

import org.jspecify.annotations.NullMarked;
