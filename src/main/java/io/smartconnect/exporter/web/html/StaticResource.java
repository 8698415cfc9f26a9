package io.smartconnect.exporter.web.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of this package that are served as they are. */
public final class StaticResource {

    private StaticResource() {}

    /** The text of the file {@code name}. */
    public static String text(String name) {
        try (InputStream resource = StaticResource.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the class path");
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
