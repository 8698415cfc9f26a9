package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.route.Proxies;
import io.smartconnect.exporter.history.PrometheusAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The warning about endpoints without TLS on other hosts: credentials pass the network as clear text. */
final class UnencryptedEndpoints {

    private UnencryptedEndpoints() {}

    /** One line per endpoint. */
    static List<String> warnings(List<TargetSettings> targets, Optional<PrometheusAddress> historyFrom) {
        Stream<String> ofHistory = historyFrom.stream()
                .filter(address -> address.isUnencrypted() && isOtherHost(address.base()))
                .map(address -> warning("lag.history-from", address));
        return Stream.concat(targets.stream().flatMap(UnencryptedEndpoints::warnings), ofHistory)
                .toList();
    }

    private static Stream<String> warnings(TargetSettings target) {
        return Stream.of(Optional.of(target.endpoint()), target.iamEndpoint(), target.cloudEyeEndpoint())
                .flatMap(Optional::stream)
                .filter(endpoint -> endpoint.getScheme().equals("http") && isOtherHost(endpoint))
                .map(endpoint -> warning("target " + target.name(), endpoint));
    }

    private static String warning(String origin, Object endpoint) {
        return origin + ": " + endpoint
                + " is not encrypted, so others can read the credentials on their way; use https://";
    }

    private static boolean isOtherHost(URI endpoint) {
        return !Proxies.isLoopback(Objects.requireNonNullElse(endpoint.getHost(), ""));
    }
}
