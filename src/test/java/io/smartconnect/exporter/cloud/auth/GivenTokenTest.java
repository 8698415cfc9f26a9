package io.smartconnect.exporter.cloud.auth;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenTokenTest {
    private static Vertx vertx;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void token_isSent_andNeverRenewed_whenItIsAValue() throws Exception {
        GivenToken authenticator = token(Secret.of("MIIFtoken"));

        MultiMap headers = authorize(authenticator);

        assertThat(headers.get("X-Auth-Token")).isEqualTo("MIIFtoken");
        assertThat(renew(authenticator, headers)).isFalse();
        assertThat(authenticator.expiry()).isEmpty();
        assertThat(authenticator.conceal("bad MIIFtoken")).isEqualTo("bad ***");
    }

    @Test
    void token_isWorthAnotherTry_onlyOnceItsFileHasChanged() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        GivenToken authenticator = token(Secret.in(file));
        MultiMap refused = authorize(authenticator);
        assertThat(renew(authenticator, refused)).isFalse();

        Files.writeString(file, "second\n");

        assertThat(renew(authenticator, refused)).isTrue();
        assertThat(authorize(authenticator).get("X-Auth-Token")).isEqualTo("second");
    }

    @Test
    void token_isWorthAnotherTry_whenAnotherRequestHasReadTheNewOne() throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        GivenToken authenticator = token(Secret.in(file));
        MultiMap refused = authorize(authenticator);
        Files.writeString(file, "second\n");

        authorize(authenticator);

        assertThat(renew(authenticator, refused)).isTrue();
    }

    @Test
    void missingFile_isAFailureThatNamesIt() {
        Path file = directory.resolve("token");

        assertThatThrownBy(() -> authorize(token(Secret.in(file))))
                .isInstanceOf(CloudFailure.class)
                .hasMessage("token-file " + file + ": must be readable; found no such file");
    }

    private static GivenToken token(Secret secret) {
        return new GivenToken(
                new Credentials.Token(secret),
                new RefusalLimit(new FakeTime(), Duration.ZERO),
                vertx.createSharedWorkerExecutor("test"));
    }

    private static MultiMap authorize(Authenticator authenticator) throws Exception {
        URI uri = URI.create("https://dms.example.com/v2/p/instances");
        return authenticator
                .authorize(HttpMethod.GET, uri, Buffer.buffer())
                .await(10, SECONDS)
                .headers();
    }

    private static boolean renew(Authenticator authenticator, MultiMap refused) throws Exception {
        return authenticator.renew(refused).await(10, SECONDS);
    }
}
