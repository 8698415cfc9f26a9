/** The reader of HOCON files, flags and environment variables that collects every mistake. */
@NullMarked
package io.smartconnect.exporter.config.reader;

import org.jspecify.annotations.NullMarked;
