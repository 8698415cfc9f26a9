/** The log: its settings and its line formats, logfmt and JSON. */
@NullMarked
package io.smartconnect.exporter.log;

import org.jspecify.annotations.NullMarked;
