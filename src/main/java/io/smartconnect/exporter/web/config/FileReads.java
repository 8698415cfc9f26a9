package io.smartconnect.exporter.web.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The files that a reader has read, with their content, so that changes can be noticed. */
final class FileReads {

    private static final int LARGEST = 1 << 20;

    /** An empty content stands for an unreadable file. */
    private final Map<Path, byte[]> contents = new HashMap<>();

    /** Reads a regular file of at most 1 MiB that is not empty. Throws {@link IllegalArgumentException} for any other. */
    byte[] read(Path file) {
        byte[] content = content(file);
        contents.put(file, content);
        if (content.length == 0 || content.length > LARGEST) {
            throw new IllegalArgumentException("unreadable");
        }
        return content;
    }

    /** True if every file has the content that was read. */
    boolean isUnchanged() {
        return contents.entrySet().stream().allMatch(entry -> Arrays.equals(entry.getValue(), content(entry.getKey())));
    }

    /** At most one byte more than allowed; a pipe or device, which might block, counts as unreadable. */
    private static byte[] content(Path file) {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (IOException | SecurityException unreadable) {
            return new byte[0];
        }
    }
}
