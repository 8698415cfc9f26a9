package io.smartconnect.exporter.cloud.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReaderTest {
    @TempDir
    private Path directory;

    private Path file;
    private SecretReader secret;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("sk");
        secret = SecretReader.of("secret-key", Secret.in(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pass word é", "pass word é\n", "pass word é\r\n"})
    void text_isTheContent_withoutOneTrailingNewline(String content) throws Exception {
        Files.writeString(file, content);

        assertThat(secret.read()).isEqualTo("pass word é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "end\n\n", "end\r", "tab\there", "nul\u0000", "\uFFFD"})
    void text_isRefused_whenItHasControlCharacters(String content) throws Exception {
        Files.writeString(file, content);

        assertRefused("must be UTF-8 text without control characters; found other characters");
    }

    @Test
    void text_isRefused_whenItIsNoUtf8() throws Exception {
        Files.write(file, new byte[] {'a', (byte) 0xFF});

        assertRefused("must be UTF-8 text without control characters; found other characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void text_isRefused_whenTheFileIsEmpty(String content) throws Exception {
        Files.writeString(file, content);

        assertRefused("must not be empty; found nothing");
    }

    @Test
    void text_isRefused_whenTheFileIsTooLarge() throws Exception {
        Files.writeString(file, "x".repeat(SecretReader.LARGEST_FILE));
        assertThat(secret.read()).hasSize(SecretReader.LARGEST_FILE);

        Files.writeString(file, "x".repeat(SecretReader.LARGEST_FILE + 1));

        assertRefused("must be at most 65536 bytes; found more");
    }

    @Test
    void text_isRefused_whenThereIsNoFile() {
        assertRefused("must be readable; found no such file");
    }

    @Test
    void text_isRefused_whenTheFileIsADirectory() throws Exception {
        Files.createDirectory(file);

        assertRefused("must be a regular file; found another kind");
    }

    @Test
    void text_isRefused_whenTheFileGoesAway_andReadAgain_whenItComesBack() throws Exception {
        Files.writeString(file, "first");
        assertThat(secret.read()).isEqualTo("first");

        Files.delete(file);
        assertRefused("must be readable; found no such file");

        Files.writeString(file, "again");
        assertThat(secret.read()).isEqualTo("again");
    }

    @Test
    void file_isNotReadAgain_whileItLooksTheSame() throws Exception {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.writeString(file, "first");
        Files.setLastModifiedTime(file, time);
        assertThat(secret.read()).isEqualTo("first");

        Files.writeString(file, "other");
        Files.setLastModifiedTime(file, time);

        assertThat(secret.read()).isEqualTo("first");
        assertThat(secret.reread()).isEqualTo("other");
    }

    @Test
    void file_isReadAgain_whenAnotherTakesItsPlace() throws Exception {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Path other = Files.writeString(directory.resolve("new"), "other");
        Files.setLastModifiedTime(Files.writeString(file, "first"), time);
        Files.setLastModifiedTime(other, time);
        assertThat(secret.read()).isEqualTo("first");

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(secret.read()).isEqualTo("other");
    }

    /** Kubernetes updates a secret by swapping the link {@code ..data}, through which the file is linked. */
    @Test
    void file_isReadAgain_whenALinkOnTheWayIsSwapped() throws Exception {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        for (String version : new String[] {"first", "other"}) {
            Path content = Files.createDirectory(directory.resolve(version)).resolve("sk");
            Files.setLastModifiedTime(Files.writeString(content, version), time);
        }
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("first"));
        Files.createSymbolicLink(file, Path.of("..data", "sk"));
        assertThat(secret.read()).isEqualTo("first");

        Path swap = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("other"));
        Files.move(swap, data, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);

        assertThat(secret.read()).isEqualTo("other");
    }

    @Test
    void value_followsTheRulesOfFiles() {
        assertThatThrownBy(() -> SecretReader.of("password", Secret.of("")).read())
                .hasMessage("password: must not be empty; found nothing");
        assertThatThrownBy(() ->
                        SecretReader.forHeader("token", Secret.of("sec ret")).read())
                .hasMessage("token: must be visible ASCII characters only; found other characters");
    }

    @Test
    void secret_neverShowsItself() throws Exception {
        Files.writeString(file, "first");
        secret.read();

        assertThat(secret).hasToString("secret-key *** (" + file + ")");
        assertThat(SecretReader.of("password", Secret.of("first"))).hasToString("password ***");
    }

    private void assertRefused(String rule) {
        assertThatThrownBy(secret::read)
                .isInstanceOfSatisfying(
                        CloudFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FailureReason.AUTH))
                .hasMessage("secret-key-file " + file + ": " + rule);
    }
}
