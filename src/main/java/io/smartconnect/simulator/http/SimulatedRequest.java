package io.smartconnect.simulator.http;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request for one operation of the API.
 *
 * @param path as sent, percent-encoded, without the query
 * @param query as sent; empty without one
 * @param ids the decoded parts of the path by their names in {@link SimulatedRoute}
 * @param parameters the decoded query
 */
public record SimulatedRequest(
        SimulatedOperation operation,
        String method,
        String path,
        String query,
        MultiMap headers,
        Map<String, String> ids,
        MultiMap parameters,
        String body) {

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The first parameter of the query with this name. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The part of the path with this name; empty without one. */
    public String id(String name) {
        return ids.getOrDefault(name, "");
    }

    /** This request without a parameter of its query. */
    public SimulatedRequest without(String parameter) {
        MultiMap others = MultiMap.caseInsensitiveMultiMap().addAll(parameters).remove(parameter);
        return new SimulatedRequest(operation, method, path, query, headers, ids, others, body);
    }
}
