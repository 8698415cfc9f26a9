/** What the polls learned: immutable values, {@code java.*} only. */
@NullMarked
package io.smartconnect.exporter.snapshot;

import org.jspecify.annotations.NullMarked;
