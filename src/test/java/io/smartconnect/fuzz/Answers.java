package io.smartconnect.fuzz;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.impl.HttpResponseImpl;
import java.util.List;

/** HTTP responses without a server. */
public final class Answers {

    private Answers() {}

    /** A response with these parts. */
    public static HttpResponse<Buffer> of(int status, MultiMap headers, byte[] body) {
        return new HttpResponseImpl<>(
                HttpVersion.HTTP_1_1,
                status,
                "",
                headers,
                MultiMap.caseInsensitiveMultiMap(),
                List.of(),
                Buffer.buffer(body),
                List.of());
    }
}
