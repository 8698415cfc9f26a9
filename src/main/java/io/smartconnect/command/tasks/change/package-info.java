/** The fields of a task that people can change, and their checks. */
@NullMarked
package io.smartconnect.command.tasks.change;

import org.jspecify.annotations.NullMarked;
