/** The processes that are compared: the exporter, started in several ways, and what others run. */
@NullMarked
package io.smartconnect.bench.contestant;

import org.jspecify.annotations.NullMarked;
