package io.smartconnect.exporter.config.credentials;

import static io.smartconnect.exporter.config.credentials.CredentialsType.METADATA;
import static io.smartconnect.exporter.config.credentials.CredentialsType.POD_IDENTITY;
import static io.smartconnect.exporter.config.credentials.CredentialsType.PROFILE;
import static io.smartconnect.exporter.config.credentials.CredentialsType.WORKLOAD_IDENTITY;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.config.reader.ValueParser;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reader of credentials that come from the machine, the pod, or the variables and the file of the cloud's SDKs. */
final class TemporaryCredentialsReader {

    private static final URI METADATA_ENDPOINT = URI.create("http://169.254.169.254");
    private static final String AK = "HUAWEICLOUD_SDK_AK";
    private static final String SK = "HUAWEICLOUD_SDK_SK";
    private static final String IDP_ID = "HUAWEICLOUD_SDK_IDP_ID";
    private static final String ID_TOKEN_FILE = "HUAWEICLOUD_SDK_ID_TOKEN_FILE";
    private static final String POD_URI = "HC_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String POD_TOKEN_FILE = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE";

    private final CredentialKeys keys;
    private final CredentialEnvironment surroundings;
    private final boolean hasIamEndpoint;

    TemporaryCredentialsReader(CredentialKeys keys, CredentialEnvironment surroundings, boolean hasIamEndpoint) {
        this.keys = keys;
        this.surroundings = surroundings;
        this.hasIamEndpoint = hasIamEndpoint;
    }

    /** Reads the keys of all types. Empty for other types, and after a mistake. */
    Optional<Credentials> read() {
        Optional<URI> endpoint = keys.get(METADATA, "metadata-endpoint", ValueParser.endpoint());
        Optional<Path> file = keys.get(PROFILE, "profile-file", path());
        Optional<String> idp = keys.get(WORKLOAD_IDENTITY, "idp-id", ValueParser.name(256));
        Optional<Path> token = keys.get(WORKLOAD_IDENTITY, "id-token-file", path());
        return keys.type().flatMap(chosen -> switch (chosen) {
            case METADATA -> Optional.of(new Credentials.Metadata(endpoint.orElse(METADATA_ENDPOINT)));
            case PROFILE -> Optional.of(profile(file));
            case WORKLOAD_IDENTITY -> workloadIdentity(idp, token);
            case POD_IDENTITY -> podIdentity();
            case AUTO -> auto();
            default -> Optional.empty();
        });
    }

    private ValueParser<Path> path() {
        return new ValueParser<>("must be the path of a file", surroundings::path);
    }

    private Credentials.Profile profile(Optional<Path> file) {
        return new Credentials.Profile(
                file.orElseGet(() -> surroundings.path(surroundings
                        .variable("HUAWEICLOUD_SDK_CREDENTIALS_FILE")
                        .orElse("~/.huaweicloud/credentials"))),
                hasIamEndpoint);
    }

    private Optional<Credentials> workloadIdentity(Optional<String> givenIdp, Optional<Path> givenToken) {
        Optional<String> idp = givenIdp.or(() -> surroundings.variable(IDP_ID));
        Optional<Path> token =
                givenToken.or(() -> surroundings.variable(ID_TOKEN_FILE).map(surroundings::path));
        reportMissing("idp-id", idp, IDP_ID);
        reportMissing("id-token-file", token, ID_TOKEN_FILE);
        return idp.flatMap(id -> token.map(path -> new Credentials.WorkloadIdentity(id, path)));
    }

    private void reportMissing(String key, Optional<?> value, String variable) {
        if (value.isEmpty() && !keys.section().has(key)) {
            keys.section().mistake(key, "is mandatory for type " + WORKLOAD_IDENTITY + ", or the variable " + variable);
        }
    }

    private Optional<Credentials> podIdentity() {
        Optional<URI> uri = surroundings.variable(POD_URI).flatMap(TokenUrlRule::uri);
        Optional<Path> token = surroundings.variable(POD_TOKEN_FILE).map(surroundings::path);
        if (uri.isEmpty()) {
            keys.section()
                    .mistake(
                            "type",
                            "needs the variable " + POD_URI
                                    + ": an https:// URL, or an http:// URL of a loopback or link-local address");
        }
        if (token.isEmpty()) {
            keys.section().mistake("type", "needs the variable " + POD_TOKEN_FILE + ": the path of a file");
        }
        return uri.flatMap(address -> token.map(path -> new Credentials.PodIdentity(address, path)));
    }

    /** True if type auto takes the workload identity of the environment. */
    static boolean autoFederates(CredentialEnvironment surroundings) {
        boolean hasKey = surroundings.variable(AK).isPresent()
                && surroundings.variable(SK).isPresent();
        return !hasKey
                && surroundings.variable(IDP_ID).isPresent()
                && surroundings.variable(ID_TOKEN_FILE).isPresent();
    }

    /** Takes the first credentials that the environment names; else those of the file or the machine, at run time. */
    private Optional<Credentials> auto() {
        Optional<Credentials> accessKey = surroundings
                .variable(AK)
                .flatMap(id -> surroundings.variable(SK).map(key -> accessKey(id, key)));
        if (accessKey.isPresent()) {
            return accessKey.map(found -> new Credentials.Auto(Optional.empty(), found));
        }
        if (autoFederates(surroundings)) {
            return workloadIdentity(Optional.empty(), Optional.empty())
                    .map(found -> new Credentials.Auto(Optional.empty(), found));
        }
        if (surroundings.variable(POD_URI).isPresent()) {
            return podIdentity().map(found -> new Credentials.Auto(Optional.empty(), found));
        }
        return Optional.of(new Credentials.Auto(
                Optional.of(profile(Optional.empty())), new Credentials.Metadata(METADATA_ENDPOINT)));
    }

    private Credentials accessKey(String id, String key) {
        return new Credentials.AccessKey(
                Secret.of(id),
                Secret.of(key),
                surroundings.variable("HUAWEICLOUD_SDK_SECURITY_TOKEN").map(Secret::of));
    }
}
