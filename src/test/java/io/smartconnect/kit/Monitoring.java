package io.smartconnect.kit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of Prometheus and Alertmanager in one version.
 *
 * @param folder which has them
 */
record Monitoring(Path folder) {

    /** The directory into which {@code .ci/newer-prometheus} extracts the newest versions. */
    private static final String NEWER = "NEWER_PROMETHEUS";

    /** Those of the system, which are the oldest to be supported, and the newest ones where they were fetched. */
    static Stream<Monitoring> versions() {
        return Stream.concat(
                        Stream.of(Path.of("/")),
                        Optional.ofNullable(System.getenv(NEWER))
                                .filter(path -> !path.isEmpty())
                                .map(Path::of)
                                .stream())
                .map(root -> new Monitoring(root.resolve("usr/bin")));
    }

    String promtool() {
        return program("promtool");
    }

    String amtool() {
        return program("amtool");
    }

    String alertmanager() {
        return program("prometheus-alertmanager");
    }

    private String program(String name) {
        return folder.resolve(name).toString();
    }
}
