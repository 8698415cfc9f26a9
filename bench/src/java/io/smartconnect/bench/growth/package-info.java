/** How cost grows with partitions and tasks. */
@NullMarked
package io.smartconnect.bench.growth;

import org.jspecify.annotations.NullMarked;
