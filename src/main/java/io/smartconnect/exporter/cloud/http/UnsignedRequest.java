package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.snapshot.CloudOperation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * A request to the API before it is signed.
 *
 * @param operation kind of request
 * @param path absolute, with the query, percent-encoded
 * @param body JSON; an empty buffer for none
 * @param secrets the secrets in the body, to conceal in the response
 */
public record UnsignedRequest(CloudOperation operation, String path, Buffer body, List<String> secrets) {

    public UnsignedRequest {
        secrets = List.copyOf(secrets);
    }

    /** A request without a body. */
    public static UnsignedRequest of(CloudOperation operation, String path) {
        return new UnsignedRequest(operation, path, Buffer.buffer(), List.of());
    }

    /** The method: PUT for a change, POST for a query with a body, else GET. */
    HttpMethod method() {
        return operation.changes() ? HttpMethod.PUT : body.length() > 0 ? HttpMethod.POST : HttpMethod.GET;
    }
}
