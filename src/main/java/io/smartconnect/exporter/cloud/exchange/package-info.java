/** HTTP requests with their whole responses, within limits of time, length and shared memory. */
@NullMarked
package io.smartconnect.exporter.cloud.exchange;

import org.jspecify.annotations.NullMarked;
