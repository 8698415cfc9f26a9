package io.smartconnect.exporter.config.credentials;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory and the environment that a configuration refers to.
 *
 * @param directory start of relative paths
 * @param environment variables by name
 */
public record CredentialEnvironment(Path directory, Map<String, String> environment) {

    public CredentialEnvironment {
        environment = Map.copyOf(environment);
    }

    /** The value of a variable; empty if it is missing or has no text. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    /** The path of a file; {@code ~} at its start is the home directory. */
    Path path(String text) {
        String home = variable("HOME").orElseGet(() -> System.getProperty("user.home", ""));
        boolean isAtHome = text.equals("~") || text.startsWith("~/");
        return directory.resolve(isAtHome ? home + text.substring(1) : text);
    }

    /** Hides the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "CredentialEnvironment[" + directory + "]";
    }
}
