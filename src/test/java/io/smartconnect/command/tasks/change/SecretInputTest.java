package io.smartconnect.command.tasks.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.command.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretInputTest {

    private static final int LONGEST = 65_536;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "雪", "🌊"})
    void longestSecret_isReadWhole(String character) throws Exception {
        String secret = character.repeat(LONGEST / character.length());

        assertThat(read(secret)).isEqualTo(secret);
        assertThat(read(secret + "\r\n")).isEqualTo(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "雪", "🌊"})
    void longerSecret_isRefused(String character) {
        String secret = character.repeat(LONGEST / character.length() + 1);

        assertThatThrownBy(() -> read(secret)).isInstanceOf(IOException.class).hasMessageContaining("1 to 65536");
        assertThatThrownBy(() -> read(secret.repeat(3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 to 65536");
    }

    @Test
    void secretBeforeMoreLines_isRefused() {
        assertThatThrownBy(() -> read("雪".repeat(LONGEST) + "\r\nmore"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 to 65536");
    }

    private String read(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), content);
        return new SecretInput(Terminal.detect(Map.of()), new BufferedReader(new StringReader("")))
                .read("path", file.toString());
    }
}
