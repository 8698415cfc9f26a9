package io.smartconnect.exporter.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTlsTest {

    @TempDir
    private Path directory;

    @Test
    void password_hasNoFinalNewline() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "secret\n");

        assertThat(ClientTls.authorization("user", file)).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void passwordOfMoreThanOneMebibyte_isRefused_notTruncated() throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "x".repeat((1 << 20) + 1));

        assertThatIOException()
                .isThrownBy(() -> ClientTls.authorization("user", file))
                .withMessageContaining(file.toString())
                .withMessageNotContaining("xx");
    }
}
