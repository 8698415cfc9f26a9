/** The partitions of a task in a snapshot, and the judgement of their progress. */
@NullMarked
package io.smartconnect.exporter.snapshot.progress;

import org.jspecify.annotations.NullMarked;
