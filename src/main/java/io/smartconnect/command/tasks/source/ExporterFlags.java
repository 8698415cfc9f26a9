package io.smartconnect.command.tasks.source;

import io.smartconnect.command.terminal.CommandFailedException;
import io.smartconnect.exporter.web.tls.ClientTls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that select a running exporter, and how to reach it. */
final class ExporterFlags {

    @Option(
            names = "--exporter.url",
            paramLabel = "URL",
            description = "Read from a running exporter, such as http://localhost:10052, instead of the cloud.")
    private @Nullable String url;

    @Option(
            names = "--exporter.ca-file",
            paramLabel = "PATH",
            description = "Issuers of the exporter's certificate (PEM). Default: Java's.")
    private @Nullable Path authorities;

    @Option(
            names = "--exporter.cert-file",
            paramLabel = "PATH",
            description = "Client certificate for the exporter (PEM).")
    private @Nullable Path certificate;

    @Option(names = "--exporter.key-file", paramLabel = "PATH", description = "Key of the client certificate (PEM).")
    private @Nullable Path key;

    @Option(names = "--exporter.username", paramLabel = "NAME", description = "User name for the exporter.")
    private @Nullable String user;

    @Option(
            names = "--exporter.password-file",
            paramLabel = "PATH",
            description = "File with the password of that user.")
    private @Nullable Path password;

    /** True if an exporter is the source. */
    boolean isGiven() {
        return url != null;
    }

    /** Refuses flags that belong to another one. */
    void check() throws CommandFailedException {
        if (url == null
                && Stream.of(authorities, certificate, key, user, password).anyMatch(Objects::nonNull)) {
            throw CommandFailedException.wrongUsage("the other flags --exporter.* need --exporter.url");
        }
        if ((certificate == null) != (key == null)) {
            throw CommandFailedException.wrongUsage("--exporter.cert-file and --exporter.key-file need each other");
        }
        if ((user == null) != (password == null)) {
            throw CommandFailedException.wrongUsage("--exporter.username and --exporter.password-file need each other");
        }
    }

    /** Opens the exporter. */
    ExporterTaskSource open() throws CommandFailedException {
        try {
            SSLContext tls = ClientTls.of(
                    Optional.ofNullable(authorities), Optional.ofNullable(certificate), Optional.ofNullable(key));
            Optional<String> authorization = user == null || password == null
                    ? Optional.empty()
                    : Optional.of(ClientTls.authorization(user, password));
            return new ExporterTaskSource(Objects.requireNonNull(url), tls, authorization);
        } catch (IOException unusable) {
            throw CommandFailedException.wrongUsage("--exporter.*: " + unusable.getMessage());
        }
    }
}
