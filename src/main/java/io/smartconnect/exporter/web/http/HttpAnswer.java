package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response that has not been sent yet. */
public record HttpAnswer(int status, Map<String, String> headers, ExpositionBody body) {

    /** One line of plain text. */
    public static HttpAnswer line(int status, String text) {
        return new HttpAnswer(
                status,
                Map.of("Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"),
                ExpositionBody.of(Buffer.buffer(text + "\n")));
    }

    /** An answer without a body. */
    static HttpAnswer empty(int status, Map<String, String> headers) {
        return new HttpAnswer(status, headers, ExpositionBody.of(List.of()));
    }

    /** A refusal with its reason: JSON below {@code /api/}, else one line of text. */
    public static HttpAnswer refusal(HttpServerRequest request, int status, String reason) {
        if (!UrlPaths.isOfApi(request.path())) {
            return line(status, reason);
        }
        return JsonAnswer.of(status, json -> {
            json.writeStartObject();
            json.writeStringField("error", reason);
            json.writeEndObject();
        });
    }

    /** A copy with one more header. */
    public HttpAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpAnswer(status, more, body);
    }
}
