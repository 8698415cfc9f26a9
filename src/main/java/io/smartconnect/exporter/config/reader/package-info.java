/** The reader of HOCON files, flags and environment variables, which collects all mistakes. */
@NullMarked
package io.smartconnect.exporter.config.reader;

import org.jspecify.annotations.NullMarked;
