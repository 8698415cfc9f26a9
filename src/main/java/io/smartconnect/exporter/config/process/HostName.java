package io.smartconnect.exporter.config.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** The name of this machine; in Kubernetes, that of the pod. */
final class HostName {

    private HostName() {}

    /** The variable {@code HOSTNAME}, or else the name that the operating system knows. */
    static String of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElseGet(HostName::ofSystem);
    }

    private static String ofSystem() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }
}
