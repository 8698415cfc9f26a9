package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.http.SimulatedOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A kind of credentials in the matrix of faults, with the operations that only it uses. */
enum CredentialKind {
    AKSK(Set.of()),
    TOKEN(Set.of()),
    PASSWORD(Set.of(SimulatedOperation.TOKEN)),
    METADATA(Set.of(SimulatedOperation.METADATA_TOKEN, SimulatedOperation.METADATA_KEY)),
    ASSUME_AGENCY(Set.of(SimulatedOperation.SECURITY_TOKENS)),
    PROFILE(Set.of()),
    WORKLOAD_IDENTITY(Set.of(SimulatedOperation.ID_TOKEN, SimulatedOperation.SECURITY_TOKENS)),
    POD_IDENTITY(Set.of(SimulatedOperation.POD_IDENTITY)),
    AUTO(Set.of(SimulatedOperation.METADATA_TOKEN, SimulatedOperation.METADATA_KEY));

    @SuppressWarnings("ImmutableEnumChecker") // of Set.of
    private final Set<SimulatedOperation> operations;

    CredentialKind(Set<SimulatedOperation> operations) {
        this.operations = operations;
    }

    /** The operations with which it obtains credentials. */
    Set<SimulatedOperation> operations() {
        return operations;
    }

    /** Credentials of this kind that are valid at {@code cloud}; their files are in {@code directory}. */
    Credentials at(Simulator cloud, Path directory) {
        return switch (this) {
            case AKSK -> key(cloud);
            case TOKEN -> new Credentials.Token(Secret.of(cloud.issueToken()));
            case PASSWORD -> new Credentials.Password(cloud.username(), cloud.domain(), Secret.of(cloud.password()));
            case METADATA -> new Credentials.Metadata(cloud.url());
            case ASSUME_AGENCY ->
                new Credentials.Agency(
                        cloud.temporaryAccess().agencyName(),
                        "domain_name",
                        cloud.temporaryAccess().agencyDomain(),
                        Duration.ofHours(1),
                        key(cloud));
            case PROFILE -> new Credentials.Profile(profile(cloud, directory), true);
            case WORKLOAD_IDENTITY ->
                new Credentials.WorkloadIdentity(
                        cloud.temporaryAccess().idpId(),
                        file(directory, "id-token", cloud.temporaryAccess().idToken()));
            case POD_IDENTITY ->
                new Credentials.PodIdentity(
                        cloud.podIdentityUrl(),
                        file(directory, "pod-token", cloud.temporaryAccess().podToken()));
            case AUTO ->
                new Credentials.Auto(
                        Optional.of(new Credentials.Profile(directory.resolve("no profile"), true)),
                        new Credentials.Metadata(cloud.url()));
        };
    }

    private static Credentials key(Simulator cloud) {
        return new Credentials.AccessKey(Secret.of(cloud.accessKey()), Secret.of(cloud.secretKey()), Optional.empty());
    }

    private static Path profile(Simulator cloud, Path directory) {
        return file(
                directory, "profile", "[basic]\nak = %s\nsk = %s\n".formatted(cloud.accessKey(), cloud.secretKey()));
    }

    private static Path file(Path directory, String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
