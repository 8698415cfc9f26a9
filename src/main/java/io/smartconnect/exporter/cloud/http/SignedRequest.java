package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;

/**
 * An HTTP request with the credentials in its headers.
 *
 * @param operation for metrics and logs
 * @param uri absolute; path and query are sent unchanged
 * @param headers all but those of the HTTP client
 * @param body an empty buffer for none
 */
record SignedRequest(CloudOperation operation, HttpMethod method, URI uri, MultiMap headers, Buffer body) {}
