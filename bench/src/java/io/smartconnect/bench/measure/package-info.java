/** What all benchmarks of whole processes share: starting, pinning, measuring, comparing and printing. */
@NullMarked
package io.smartconnect.bench.measure;

import org.jspecify.annotations.NullMarked;
