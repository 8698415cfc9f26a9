/** Lenient readers of the JSON that the cloud sends. */
@NullMarked
package io.smartconnect.exporter.cloud.json;

import org.jspecify.annotations.NullMarked;
