/** The polls: their schedule, and the way from answers to a snapshot. */
@NullMarked
package io.smartconnect.exporter.poll;

import org.jspecify.annotations.NullMarked;
