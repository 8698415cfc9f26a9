/** Output to a terminal: tables, escaping of text from the cloud, waiting. */
@NullMarked
package io.smartconnect.command.terminal;

import org.jspecify.annotations.NullMarked;
