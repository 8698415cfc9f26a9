package io.smartconnect.exporter.cloud.failure;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The code and the message in the body of an error response. DMS and the gateway send {@code error_code} and {@code
 * error_msg}, others {@code code} and {@code message}, IAM the latter one level down, Cloud Eye {@code code} and {@code details}
 * one level down; proxies send HTML or plain text. Any body can be read.
 *
 * @param code for example {@code DMS.00404022}; empty for none
 * @param message from the cloud, not yet safe to log
 * @param requestId empty for none
 */
record CloudErrorBody(String code, String message, String requestId) {
    private static final int LONGEST_JSON = 65_536;
    private static final Pattern TITLE = Pattern.compile("<title[^<>]{0,200}>([^<]{1,500})", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^<>]{0,500}>");

    static CloudErrorBody parse(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return new CloudErrorBody("", "", "");
        }
        JsonObject json = object(body);
        return json == null ? new CloudErrorBody("", plain(body), "") : of(json);
    }

    private static @Nullable JsonObject object(String body) {
        if (body.length() > LONGEST_JSON || !body.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return new JsonObject(body);
        } catch (DecodeException noJson) {
            return null;
        }
    }

    private static CloudErrorBody of(JsonObject json) {
        return Stream.concat(Stream.of(json), nested(json))
                .map(level -> new CloudErrorBody(
                        first(level, "error_code", "code"),
                        first(level, "error_msg", "message", "details"),
                        first(json, "request_id")))
                .filter(CloudErrorBody::hasContent)
                .findFirst()
                .orElseGet(() -> new CloudErrorBody("", json.encode(), first(json, "request_id")));
    }

    private static Stream<JsonObject> nested(JsonObject json) {
        return json.stream()
                .map(Map.Entry::getValue)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private static String first(JsonObject json, String... names) {
        return Stream.of(names)
                .map(json::getValue)
                .filter(value -> value instanceof String || value instanceof Number)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private boolean hasContent() {
        return !code.isEmpty() || !message.isEmpty();
    }

    private static String plain(String body) {
        String start = body.length() > LONGEST_JSON ? body.substring(0, LONGEST_JSON) : body;
        Matcher title = TITLE.matcher(start);
        return title.find() ? title.group(1) : TAG.matcher(start).replaceAll(" ");
    }
}
