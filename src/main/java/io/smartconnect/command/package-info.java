/** The command line. */
@NullMarked
package io.smartconnect.command;

import org.jspecify.annotations.NullMarked;
