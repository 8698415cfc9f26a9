package io.smartconnect.simulator.http;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP response, complete before it is sent. */
public record SimulatedResponse(int status, Map<String, String> headers, String body) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /** Copies the headers. */
    public SimulatedResponse {
        headers = Map.copyOf(headers);
    }

    /** A JSON response. */
    public static SimulatedResponse json(int status, String body) {
        return new SimulatedResponse(status, JSON, body);
    }

    /** A 200 with a JSON object. */
    public static SimulatedResponse ok(JsonObject body) {
        return json(200, body.encode());
    }

    /** A 204. */
    public static SimulatedResponse noContent() {
        return new SimulatedResponse(204, Map.of(), "");
    }

    /** An error of DMS, which has two fields. */
    public static SimulatedResponse dms(int status, String code, String message) {
        return json(status, error(code, message).encode());
    }

    /** An error of the gateway, which has the fields of DMS's errors and the request id, filled in when it is sent. */
    public static SimulatedResponse gateway(int status, String code, String message) {
        return json(status, error(code, message).put("request_id", "").encode());
    }

    /** An error of version 1 of Cloud Eye, whose status is a string in the body. */
    public static SimulatedResponse cloudEye(int status, String code, String details) {
        JsonObject message = new JsonObject().put("details", details).put("code", code);
        return json(
                status,
                new JsonObject()
                        .put("http_code", Integer.toString(status))
                        .put("message", message)
                        .encode());
    }

    /** An error of IAM. */
    public static SimulatedResponse iam(int status, String message, String title) {
        JsonObject error =
                new JsonObject().put("code", status).put("message", message).put("title", title);
        return json(status, new JsonObject().put("error", error).encode());
    }

    /** This response with another header. */
    public SimulatedResponse with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new SimulatedResponse(status, all, body);
    }

    /** This response with another body. */
    public SimulatedResponse withBody(String other) {
        return new SimulatedResponse(status, headers, other);
    }

    private static JsonObject error(String code, String message) {
        return new JsonObject().put("error_code", code).put("error_msg", message);
    }
}
