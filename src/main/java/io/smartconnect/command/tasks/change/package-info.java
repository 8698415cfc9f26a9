/** The fields of a task that people can change, and the checks before a change is sent. */
@NullMarked
package io.smartconnect.command.tasks.change;

import org.jspecify.annotations.NullMarked;
