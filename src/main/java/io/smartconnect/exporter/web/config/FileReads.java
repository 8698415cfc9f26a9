package io.smartconnect.exporter.web.config;

import io.smartconnect.exporter.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The files that a reader has read, with their content, so that changes can be noticed. */
final class FileReads {

    /** An empty content stands for an unreadable file. */
    private final Map<Path, byte[]> contents = new HashMap<>();

    /** Reads a regular file of at most 1 MiB that is not empty. Throws {@link IllegalArgumentException} for any other. */
    byte[] read(Path file) {
        byte[] content = content(file);
        contents.put(file, content);
        if (content.length == 0) {
            throw new IllegalArgumentException("unreadable");
        }
        return content;
    }

    /** True if every file has the content that was read. */
    boolean isUnchanged() {
        return contents.entrySet().stream().allMatch(entry -> Arrays.equals(entry.getValue(), content(entry.getKey())));
    }

    private static byte[] content(Path file) {
        try {
            return PemFile.read(file);
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
