package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.metrics.render.Body;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** One response, before it travels. */
public record HttpAnswer(int status, Map<String, String> headers, Body body) {

    /** One line of plain text. */
    public static HttpAnswer line(int status, String text) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"),
                Body.of(Buffer.buffer(text + "\n")));
    }

    /** An answer that says no and why, in the notation of the path that was asked. */
    public static HttpAnswer refusal(RoutingContext context, int status, String reason) {
        if (!Paths.isOfApi(context.request().path())) {
            return line(status, reason);
        }
        return JsonAnswer.of(status, json -> {
            json.writeStartObject();
            json.writeStringField("error", reason);
            json.writeEndObject();
        });
    }

    /** This answer with one header more. */
    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }
}
