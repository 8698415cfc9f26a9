package io.smartconnect.exporter.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {

    private static final int LARGEST = 1 << 20;

    @TempDir
    private Path directory;

    private Path file(int length) throws IOException {
        return Files.write(directory.resolve("file"), new byte[length]);
    }

    @Test
    void fileOfOneMebibyte_isReadWhole() throws IOException {
        assertThat(PemFile.read(file(LARGEST))).hasSize(LARGEST);
    }

    @Test
    void largerFile_isRefused_notTruncated() {
        assertThatIOException().isThrownBy(() -> PemFile.read(file(LARGEST + 1)));
    }

    @Test
    void emptyFile_directory_andDevice_areRefused() {
        assertThatIOException().isThrownBy(() -> PemFile.read(file(0)));
        assertThatIOException().isThrownBy(() -> PemFile.read(directory));
        assertThatIOException().isThrownBy(() -> PemFile.read(Path.of("/dev/zero")));
    }
}
