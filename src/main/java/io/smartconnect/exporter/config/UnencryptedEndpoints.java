package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.route.Proxies;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The warning about endpoints without TLS on other hosts: the credentials of the target pass the network as clear text. */
final class UnencryptedEndpoints {

    private UnencryptedEndpoints() {}

    /** One line per endpoint. */
    static List<String> warnings(List<TargetSettings> targets) {
        return targets.stream().flatMap(UnencryptedEndpoints::warnings).toList();
    }

    private static Stream<String> warnings(TargetSettings target) {
        return Stream.of(Optional.of(target.endpoint()), target.iamEndpoint(), target.cloudEyeEndpoint())
                .flatMap(Optional::stream)
                .filter(endpoint -> endpoint.getScheme().equals("http") && !Proxies.isLoopback(host(endpoint)))
                .map(endpoint -> "target " + target.name() + ": " + endpoint
                        + " is not encrypted, so others can read the credentials on their way; use https://");
    }

    private static String host(URI endpoint) {
        return Objects.requireNonNullElse(endpoint.getHost(), "");
    }
}
