package io.smartconnect.simulator.http;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the API sees it.
 *
 * @param path as sent, percent-encoded, without the query
 * @param query as sent; empty without one
 * @param ids the decoded parts of the path by their names in {@link ApiRoute}
 * @param parameters the decoded query
 */
public record ApiRequest(
        ApiOperation operation,
        String method,
        String path,
        String query,
        MultiMap headers,
        Map<String, String> ids,
        MultiMap parameters,
        String body) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public String id(String name) {
        return ids.getOrDefault(name, "");
    }

    /** The same with another query, for answers that pay no heed to the page asked for. */
    public ApiRequest ignoring(String parameter) {
        MultiMap others = MultiMap.caseInsensitiveMultiMap().addAll(parameters).remove(parameter);
        return new ApiRequest(operation, method, path, query, headers, ids, others, body);
    }
}
