/** Text for people: durations, numbers, truncation, suggestions for misspelled words. */
@NullMarked
package io.smartconnect.exporter.text;

import org.jspecify.annotations.NullMarked;
