/** The commands that show and change tasks at the terminal. */
@NullMarked
package io.smartconnect.command.tasks;

import org.jspecify.annotations.NullMarked;
