/** When instances are polled and how the answers become a snapshot. */
@NullMarked
package io.smartconnect.exporter.poll;

import org.jspecify.annotations.NullMarked;
