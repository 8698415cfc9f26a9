/** Tasks and partitions as rows of the commands, from the cloud or from an exporter. */
@NullMarked
package io.smartconnect.command.tasks.row;

import org.jspecify.annotations.NullMarked;
