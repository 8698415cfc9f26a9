/** Terminal output of the commands. */
@NullMarked
package io.smartconnect.command.terminal;

import org.jspecify.annotations.NullMarked;
