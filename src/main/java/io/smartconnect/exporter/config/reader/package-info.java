/** The reader of HOCON files, flags and environment variables. */
@NullMarked
package io.smartconnect.exporter.config.reader;

import org.jspecify.annotations.NullMarked;
