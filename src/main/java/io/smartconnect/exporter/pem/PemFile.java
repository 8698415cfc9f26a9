package io.smartconnect.exporter.pem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads short files of certificates, keys and passwords. */
public final class PemFile {

    private static final int LARGEST = 1 << 20;

    private PemFile() {}

    /** Reads a regular file of at most 1 MiB that is not empty. A pipe or device, which might block, is an {@link IOException}. */
    public static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length == 0 || content.length > LARGEST) {
                throw new IOException("empty, or larger than 1 MiB");
            }
            return content;
        } catch (SecurityException refused) {
            throw new IOException(refused);
        }
    }
}
