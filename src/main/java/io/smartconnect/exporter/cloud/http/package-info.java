/** One HTTP request to the cloud with its retries. */
@NullMarked
package io.smartconnect.exporter.cloud.http;

import org.jspecify.annotations.NullMarked;
