/** Tasks at the terminal: shown, and changed with care. */
@NullMarked
package io.smartconnect.command.tasks;

import org.jspecify.annotations.NullMarked;
