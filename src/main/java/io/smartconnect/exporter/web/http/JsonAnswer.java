package io.smartconnect.exporter.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;

/** Creates answers in JSON. Documents are encoded while they are written, so a long one never exists as a tree. */
public final class JsonAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    /** Writes one document. */
    @FunctionalInterface
    public interface JsonContent {
        /** Writes the whole document to {@code json}. */
        void write(JsonGenerator json) throws IOException;
    }

    private JsonAnswer() {}

    /** An answer with the document that {@code content} writes. */
    public static HttpAnswer of(int status, JsonContent content) {
        return answer(status, body(content, false));
    }

    /** An answer with status 200 and a document that may be long; compressed if {@code gzip}. */
    public static HttpAnswer ofLong(boolean gzip, JsonContent content) {
        HttpAnswer answer = answer(200, body(content, gzip)).with("Vary", "Accept-Encoding");
        return gzip ? answer.with("Content-Encoding", "gzip") : answer;
    }

    /** An answer with status 200 and a finished document. */
    public static HttpAnswer of(String document) {
        return answer(200, ExpositionBody.of(Buffer.buffer(document)));
    }

    private static HttpAnswer answer(int status, ExpositionBody body) {
        return new HttpAnswer(status, Map.of("Content-Type", "application/json", "Cache-Control", "no-store"), body);
    }

    private static ExpositionBody body(JsonContent content, boolean gzip) {
        return EncodedBody.of(gzip, out -> {
            try (JsonGenerator json = JSON.createGenerator(out)) {
                content.write(json);
            }
        });
    }
}
