/** Compact encodings of numbers. */
@NullMarked
package io.smartconnect.exporter.encoding;

import org.jspecify.annotations.NullMarked;
