package io.smartconnect.simulator;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer before it travels. */
record Answer(int status, Map<String, String> headers, String body) {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, String body) {
        return new Answer(status, JSON, body);
    }

    static Answer noContent() {
        return new Answer(204, Map.of(), "");
    }

    /** An error of DMS: two fields. */
    static Answer dms(int status, String code, String message) {
        return json(status, error(code, message).encode());
    }

    /** An error of the gateway: as DMS's, with the request id (this one is filled in when it is sent). */
    static Answer gateway(int status, String code, String message) {
        return json(status, error(code, message).put("request_id", "").encode());
    }

    static Answer iam(int status, String message, String title) {
        JsonObject error =
                new JsonObject().put("code", status).put("message", message).put("title", title);
        return json(status, new JsonObject().put("error", error).encode());
    }

    Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }

    Answer withBody(String other) {
        return new Answer(status, headers, other);
    }

    private static JsonObject error(String code, String message) {
        return new JsonObject().put("error_code", code).put("error_msg", message);
    }
}
