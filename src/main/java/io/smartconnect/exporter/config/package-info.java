/** HOCON and environment to settings records; every mistake at once, with file and line. */
@NullMarked
package io.smartconnect.exporter.config;

import org.jspecify.annotations.NullMarked;
