/** What the polls learned: immutable values. */
@NullMarked
package io.smartconnect.exporter.snapshot;

import org.jspecify.annotations.NullMarked;
