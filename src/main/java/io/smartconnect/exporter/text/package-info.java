/** Text for people: durations, numbers, truncation, suggestions. */
@NullMarked
package io.smartconnect.exporter.text;

import org.jspecify.annotations.NullMarked;
