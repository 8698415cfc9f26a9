/** The exporter as a whole: wires all parts from the settings. Start at {@code Exporter}. */
@NullMarked
package io.smartconnect.exporter;

import org.jspecify.annotations.NullMarked;
