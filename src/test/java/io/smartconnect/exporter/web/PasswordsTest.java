package io.smartconnect.exporter.web;

import static io.smartconnect.exporter.web.ConfiguredServer.LONG;
import static io.smartconnect.exporter.web.ConfiguredServer.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.exporter.log.LogCapture;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and headers of a server, by real requests. */
@Timeout(60)
class PasswordsTest {

    private final List<ConfiguredServer> servers = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        servers.forEach(ConfiguredServer::close);
    }

    @Test
    void headers_areInEveryResponse() throws Exception {
        ConfiguredServer server = start("http_server_config: { headers: { X-Frame-Options: deny } }\n");

        HttpResponse<String> response = server.get("/nothing", Optional.empty());

        assertThat(response.headers().firstValue("X-Frame-Options")).contains("deny");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/-/healthy", "/-/ready", "/api/v1/tasks", "/nothing", "//", "/tasks/x"})
    void everyPath_needsThePassword(String path) throws Exception {
        ConfiguredServer server = start(user("scrape", "secret", 4));

        HttpResponse<String> refused = server.get(path, Optional.empty());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Basic "));
        assertThat(server.get(path, Optional.of("scrape:wrong")).statusCode()).isEqualTo(401);
        assertThat(server.get(path, Optional.of("other:secret")).statusCode()).isEqualTo(401);
        assertThat(server.get(path, Optional.of("scrape:secret")).statusCode()).isNotEqualTo(401);
    }

    @Test
    void requestWithoutAPath_needsThePassword() throws Exception {
        ConfiguredServer server = start(user("scrape", "secret", 4));
        try (HttpTestClient client = new HttpTestClient(server.port())) {
            client.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(client.untilTheEnd()).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void guesses_areRefusedAtOnce_andDoNotSlowOthers() throws Exception {
        ConfiguredServer server = start(user("scrape", "secret", 10));
        assertThat(server.get("/metrics", Optional.of("scrape:secret")).statusCode())
                .isEqualTo(200);

        HttpClient guesser = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> guesses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            HttpRequest guess = server.request("http", "/metrics", Optional.of("scrape:guess-" + i));
            guesses.add(guesser.sendAsync(guess, BodyHandlers.ofString()));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/metrics", Optional.of("scrape:secret")).statusCode())
                    .isEqualTo(200);
        }

        List<Integer> statuses = guesses.stream()
                .map(guess -> guess.join().statusCode())
                .distinct()
                .sorted()
                .toList();
        assertThat(statuses).isEqualTo(List.of(401, 429));
    }

    @Test
    void users_areReadAgain() throws Exception {
        ConfiguredServer server = start(user("scrape", "secret", 4));
        assertThat(server.get("/metrics", Optional.of("scrape:secret")).statusCode())
                .isEqualTo(200);

        server.configure(user("scrape", "rotated", 4));

        await().atMost(LONG)
                .until(() ->
                        server.get("/metrics", Optional.of("scrape:rotated")).statusCode() == 200);
        assertThat(server.get("/metrics", Optional.of("scrape:secret")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void brokenFile_isLoggedOnce_andKeepsTheUsers() throws Exception {
        try (LogCapture log = new LogCapture(LiveWebConfiguration.class)) {
            ConfiguredServer server = start(user("scrape", "secret", 4));

            server.configure("basic_auth_users: { scrape: planted-secret }\n");

            await().atMost(LONG).until(() -> !log.events().isEmpty());
            assertThat(log.events().get(0).getKeyValuePairs().toString())
                    .contains("basic_auth_users.scrape: must be a bcrypt hash with a cost from 4 to 18; found ***")
                    .doesNotContain("planted");
            assertThat(server.get("/metrics", Optional.of("scrape:secret")).statusCode())
                    .isEqualTo(200);
            server.configure(user("scrape", "rotated", 4));
            await().atMost(LONG).until(() -> log.events().size() == 2);
            assertThat(log.events().get(1).getMessage()).isEqualTo("the web configuration was read again");
        }
    }

    private ConfiguredServer start(String configuration) throws Exception {
        ConfiguredServer server = new ConfiguredServer(directory, configuration);
        servers.add(server);
        return server;
    }
}
