/** Terminal output of the commands: tables, escaping, exit statuses, waiting. */
@NullMarked
package io.smartconnect.command.terminal;

import org.jspecify.annotations.NullMarked;
