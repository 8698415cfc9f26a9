/** Compact encodings of numbers, and the encoding of text in URLs. */
@NullMarked
package io.smartconnect.exporter.encoding;

import org.jspecify.annotations.NullMarked;
