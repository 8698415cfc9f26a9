/** Ten thousand instances: sixteen shards, one process, and the growth of the cost of an instance. */
@NullMarked
package io.smartconnect.bench.scale;

import org.jspecify.annotations.NullMarked;
