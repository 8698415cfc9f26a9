package io.smartconnect.exporter.web.tls;

import io.netty.handler.ssl.ClientAuth;
import java.util.List;
import java.util.stream.Stream;

/** A value of {@code client_auth_type}: whether clients need a certificate, and whether an authority must have signed it. */
public enum ClientCertificatePolicy {
    NO_CLIENT_CERT("NoClientCert", ClientAuth.NONE, false),
    REQUEST_CLIENT_CERT("RequestClientCert", ClientAuth.OPTIONAL, false),
    REQUIRE_CLIENT_CERT("RequireClientCert", ClientAuth.REQUIRE, false),
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert", ClientAuth.REQUIRE, false),
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven", ClientAuth.OPTIONAL, true),
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert", ClientAuth.REQUIRE, true);

    private final String text;
    private final ClientAuth request;
    private final boolean verifies;

    ClientCertificatePolicy(String text, ClientAuth request, boolean verifies) {
        this.text = text;
        this.request = request;
        this.verifies = verifies;
    }

    /** The policy of that name in the file. Throws {@link IllegalArgumentException} if there is none. */
    public static ClientCertificatePolicy of(String text) {
        return Stream.of(values())
                .filter(policy -> policy.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** All names in the file. */
    public static List<String> names() {
        return Stream.of(values()).map(policy -> policy.text).toList();
    }

    /** True if an authority must have signed the certificates of clients. */
    public boolean verifies() {
        return verifies;
    }

    ClientAuth request() {
        return request;
    }
}
