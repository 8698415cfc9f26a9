/** How much processor time the exporter takes in everyday use. */
@NullMarked
package io.smartconnect.bench.cpu;

import org.jspecify.annotations.NullMarked;
