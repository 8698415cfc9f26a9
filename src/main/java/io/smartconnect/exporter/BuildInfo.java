package io.smartconnect.exporter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Version and revision of the exporter.
 *
 * @param version for example {@code 0.1.0}
 * @param revision abbreviated hash of the commit, or {@code unknown} when built outside a repository
 */
public record BuildInfo(String version, String revision) {

    /** The build of the running program, from {@code build.properties}. */
    public static BuildInfo current() {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(BuildInfo.class.getResourceAsStream("/build.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String revision = properties.getProperty("revision", "");
        return new BuildInfo(
                properties.getProperty("version", "unknown"), revision.matches("[0-9a-f]+") ? revision : "unknown");
    }
}
