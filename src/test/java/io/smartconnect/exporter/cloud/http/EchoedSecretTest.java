package io.smartconnect.exporter.cloud.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that repeats secrets in whatever it answers. */
class EchoedSecretTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String SECRET = "s3cr<e>t&k ey";

    @AfterAll
    static void stopVertx() throws Exception {
        VERTX.close().await(20, SECONDS);
    }

    private static String failure(int status, String type, Function<HttpServerRequest, String> body) throws Exception {
        int port = VERTX.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", type)
                        .end(body.apply(request)))
                .listen(0, "127.0.0.1")
                .await(20, SECONDS)
                .actualPort();
        Credentials.AccessKey key = new Credentials.AccessKey(
                Secret.of("AKIDEXAMPLE"), Secret.of(SECRET), Optional.of(Secret.of("sec-token")));
        try (DmsTestClient client =
                new DmsTestClient(VERTX, URI.create("http://127.0.0.1:" + port), "p", key, DmsTestClient.AT_ONCE)) {
            return client.failure((dms, scope) -> dms.listInstances(scope)).text();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key s3cr<e>t&k ey.",
                "key s3cr<e>t&k\r\n ey.",
                "<html><title>key s3cr&lt;e&gt;t&amp;k&#32;ey.</title></html>",
                "<html><body><b>key</b> s3cr<e>t&k ey.</body></html>",
                "key s3cr%3Ce%3Et%26k%20ey.",
                "key s3cr%3ce%3et%26k+ey.",
                "{\"error_code\":\"A.1\",\"error_msg\":\"key s3cr\\u003ce>t&k ey.\"}",
                "{\"error_code\":\"A.1\",\"error_msg\":\"key s3cr&lt;e&gt;t\\u0026amp;k\\ney.\"}",
            })
    void secretInAnError_isConcealed(String body) throws Exception {
        assertThat(failure(400, "text/plain", request -> body))
                .contains("key ***")
                .doesNotContain("s3cr", "ey.ey", "k ey");
    }

    @Test
    void secretInTheContentTypeOfABadAnswer_isConcealed() throws Exception {
        assertThat(failure(200, "text/plain; key=sec-token", request -> "no JSON"))
                .isEqualTo("list_instances: must be the documented JSON; found 7 bytes of text/plain; key=***");
    }

    @Test
    void tokenThatWasReplacedMeanwhile_isConcealed(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "planted-old");
        CompletableFuture<HttpServerRequest> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        int port = VERTX.createHttpServer()
                .requestHandler(request -> {
                    if (first.complete(request)) {
                        return;
                    }
                    second.complete(request.getHeader("X-Auth-Token"));
                    request.response().setStatusCode(400).end("no");
                })
                .listen(0, "127.0.0.1")
                .await(20, SECONDS)
                .actualPort();
        Credentials.Token token = new Credentials.Token(Secret.in(file));
        try (DmsTestClient client =
                new DmsTestClient(VERTX, URI.create("http://127.0.0.1:" + port), "p", token, DmsTestClient.AT_ONCE)) {
            CompletableFuture<String> failure = CompletableFuture.supplyAsync(() ->
                    client.failure((dms, scope) -> dms.listInstances(scope)).text());
            HttpServerRequest open = first.get(20, SECONDS);
            Files.writeString(file, "planted-newer");
            client.failure((dms, scope) -> dms.listInstances(scope));
            assertThat(second.get(20, SECONDS)).isEqualTo("planted-newer");
            open.response().setStatusCode(400).end("got [" + open.getHeader("X-Auth-Token") + "]");

            assertThat(failure.get(20, SECONDS)).contains("got [***]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error_msg\":\"got [%s]\"}", "got %s", "<p>%s</p>"})
    void echoedHeader_hasNoSignature(String format) throws Exception {
        String[] signature = new String[1];
        String failure = failure(401, "text/plain", request -> {
            String sent = request.getHeader("Authorization");
            signature[0] = sent.substring(sent.indexOf("Signature=") + 10);
            return format.formatted(sent.substring(sent.indexOf("Signature=")) + " or else " + signature[0]);
        });

        assertThat(failure).contains("Signature=***").doesNotContain(signature[0], signature[0].substring(0, 8));
    }
}
