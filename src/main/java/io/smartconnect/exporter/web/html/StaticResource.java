package io.smartconnect.exporter.web.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads text files on the class path. */
public final class StaticResource {

    private StaticResource() {}

    /** The text of the file {@code name} in the package of {@code type}. */
    public static String text(Class<?> type, String name) {
        try (InputStream resource = type.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
