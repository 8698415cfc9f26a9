/** How long it takes to write a snapshot as text. */
@NullMarked
package io.smartconnect.bench.render;

import org.jspecify.annotations.NullMarked;
