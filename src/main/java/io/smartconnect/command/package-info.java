/** The command line: the only package that knows everyone. */
@NullMarked
package io.smartconnect.command;

import org.jspecify.annotations.NullMarked;
