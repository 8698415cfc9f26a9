package io.smartconnect.exporter.config.process;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.lease.LeaseSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reader of the lease that decides which process polls. */
public final class LeaseReader {

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final ValueParser<String> LEASE = ValueParser.pattern(
            "must be NAMESPACE/NAME of a Kubernetes lease: lower-case letters, digits and hyphens, in the name also dots",
            LABEL + "/(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")*");

    private LeaseReader() {}

    /** Reads the settings; a relative path starts at {@code directory}. The API server is that of the pod. */
    public static Optional<LeaseSettings> read(
            ConfigurationSection ha, Path directory, Map<String, String> environment) {
        Path serviceAccount = ha.setting("service-account", ValueParser.path(directory));
        return ha.get("lease", LEASE).map(lease -> {
            int slash = lease.indexOf('/');
            return new LeaseSettings(
                    lease.substring(0, slash),
                    lease.substring(slash + 1),
                    HostName.of(environment),
                    apiServer(ha, environment),
                    serviceAccount);
        });
    }

    private static Optional<URI> apiServer(ConfigurationSection ha, Map<String, String> environment) {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (host.isBlank()) {
            return Optional.empty();
        }
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        try {
            String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
            return Optional.of(new URI("https", authority, null, null, null).parseServerAuthority());
        } catch (URISyntaxException malformed) {
            ha.mistake("lease", "needs a host in KUBERNETES_SERVICE_HOST and a port in KUBERNETES_SERVICE_PORT");
            return Optional.empty();
        }
    }
}
