/** The schedule of repeated actions: poll loops, and the pace of publications. */
@NullMarked
package io.smartconnect.exporter.poll.schedule;

import org.jspecify.annotations.NullMarked;
