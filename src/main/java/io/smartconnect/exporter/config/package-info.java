/** The configuration: {@code Configuration} reads HOCON, environment and flags into {@code Settings} records. */
@NullMarked
package io.smartconnect.exporter.config;

import org.jspecify.annotations.NullMarked;
