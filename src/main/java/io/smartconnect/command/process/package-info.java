/** The process of a command: its start, standard output, fatal errors and exit. */
@NullMarked
package io.smartconnect.command.process;

import org.jspecify.annotations.NullMarked;
