package io.smartconnect.simulator.http;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer before it travels. */
public record SimulatorAnswer(int status, Map<String, String> headers, String body) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    public SimulatorAnswer {
        headers = Map.copyOf(headers);
    }

    public static SimulatorAnswer json(int status, String body) {
        return new SimulatorAnswer(status, JSON, body);
    }

    public static SimulatorAnswer noContent() {
        return new SimulatorAnswer(204, Map.of(), "");
    }

    /** An error of DMS: two fields. */
    public static SimulatorAnswer dms(int status, String code, String message) {
        return json(status, error(code, message).encode());
    }

    /** An error of the gateway: as DMS's, with the request id (this one is filled in when it is sent). */
    public static SimulatorAnswer gateway(int status, String code, String message) {
        return json(status, error(code, message).put("request_id", "").encode());
    }

    public static SimulatorAnswer iam(int status, String message, String title) {
        JsonObject error =
                new JsonObject().put("code", status).put("message", message).put("title", title);
        return json(status, new JsonObject().put("error", error).encode());
    }

    public SimulatorAnswer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new SimulatorAnswer(status, all, body);
    }

    public SimulatorAnswer withBody(String other) {
        return new SimulatorAnswer(status, headers, other);
    }

    private static JsonObject error(String code, String message) {
        return new JsonObject().put("error_code", code).put("error_msg", message);
    }
}
