/** Expected failures of a request, as values. */
@NullMarked
package io.smartconnect.exporter.cloud.failure;

import org.jspecify.annotations.NullMarked;
