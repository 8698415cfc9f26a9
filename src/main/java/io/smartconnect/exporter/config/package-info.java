/** The configuration: {@code Configuration} reads it into {@code Settings} records. */
@NullMarked
package io.smartconnect.exporter.config;

import org.jspecify.annotations.NullMarked;
