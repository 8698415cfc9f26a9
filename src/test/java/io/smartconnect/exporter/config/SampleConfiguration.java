package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration file of a test, in a directory that the test owns. */
public record SampleConfiguration(Path file, Map<String, String> environment) {

    public static final String TARGET = """
            region = eu-west-101, project-id = 0123456789abcdef0123456789abcdef
            credentials { access-key = AKEXAMPLE0123456789A, secret-key = planted }
            """;

    public static SampleConfiguration of(Path directory, String content) throws IOException {
        return new SampleConfiguration(Files.writeString(directory.resolve("exporter.conf"), content), Map.of());
    }

    /** A file with {@code cloud} as the target, a free port to listen on, and {@code settings}. */
    public static SampleConfiguration of(Path directory, Simulator cloud, String settings) throws IOException {
        return of(directory, """
                smart-connect-exporter {
                  targets = [{
                    name = prod, endpoint = "%s", project-id = "%s"
                    credentials { access-key = "%s", secret-key = "%s" }
                  }]
                  web.listen-address = "127.0.0.1:0"
                  %s
                }
                """.formatted(
                        cloud.url(), cloud.projectId(), cloud.accessKey(), cloud.secretKey(), settings));
    }

    /** A file with one good target, and {@code settings} after it from line 5 on. */
    public static SampleConfiguration withSettings(Path directory, String settings) throws IOException {
        return of(directory, "smart-connect-exporter { targets = [{\n" + TARGET + "}]\n" + settings + "\n}\n");
    }

    /** A file with one target, whose keys begin on line 2. */
    public static SampleConfiguration withTarget(Path directory, String target) throws IOException {
        return of(directory, "smart-connect-exporter { targets = [{\n" + target + "\n}] }\n");
    }

    public SampleConfiguration with(Map<String, String> variables) {
        return new SampleConfiguration(file, variables);
    }

    public Settings load() throws ConfigurationException {
        return load(FlagValues.NONE);
    }

    public Settings load(FlagValues flags) throws ConfigurationException {
        return Configuration.load(Optional.of(file), environment, flags);
    }

    /** Each mistake as one line that names the file without its directory. */
    public List<String> mistakes() {
        return mistakes(FlagValues.NONE);
    }

    public List<String> mistakes(FlagValues flags) {
        return catchThrowableOfType(ConfigurationException.class, () -> load(flags)).mistakes().stream()
                .map(mistake -> mistake.toString().replace(file.getParent() + "/", ""))
                .toList();
    }
}
