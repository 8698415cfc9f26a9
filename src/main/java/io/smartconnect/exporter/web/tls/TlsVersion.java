package io.smartconnect.exporter.web.tls;

import java.util.List;
import java.util.stream.Stream;

/** A version of TLS by its name in the exporter-toolkit. The server speaks 1.2 and 1.3 only. */
public enum TlsVersion {
    TLS10("TLSv1"),
    TLS11("TLSv1.1"),
    TLS12("TLSv1.2"),
    TLS13("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /** Java's name of the version. */
    String protocol() {
        return protocol;
    }

    /** The versions that the server speaks from {@code least} to {@code most}, both inclusive. */
    public static List<TlsVersion> between(TlsVersion least, TlsVersion most) {
        return Stream.of(TLS12, TLS13)
                .filter(version -> version.compareTo(least) >= 0 && version.compareTo(most) <= 0)
                .toList();
    }
}
