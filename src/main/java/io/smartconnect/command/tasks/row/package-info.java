/** Tasks and partitions as rows of the commands. */
@NullMarked
package io.smartconnect.command.tasks.row;

import org.jspecify.annotations.NullMarked;
