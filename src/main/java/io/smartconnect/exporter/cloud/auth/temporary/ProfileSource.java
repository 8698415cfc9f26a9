package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.RequestSigner;
import io.smartconnect.exporter.cloud.auth.SecretReader;
import io.smartconnect.exporter.cloud.auth.renewal.KeySource;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credentials file of the cloud's SDKs. A workload identity in it takes precedence over an access key. The source
 * rereads the file when it changes.
 */
final class ProfileSource implements KeySource {

    /** A workload identity in the file, and the source of its keys. */
    private record Federation(Credentials.WorkloadIdentity identity, URI iam, WorkloadIdentitySource source) {}

    private final Credentials.Profile profile;
    private final SecretReader text;
    private final Optional<URI> iam;
    private final KeySourceContext context;
    private volatile @Nullable Federation federation;

    ProfileSource(Credentials.Profile profile, Optional<URI> iam, KeySourceContext context) {
        this.profile = profile;
        this.text = SecretReader.document("profile", profile.file());
        this.iam = iam;
        this.context = context;
    }

    @Override
    public String name() {
        return "profile " + profile.file();
    }

    @Override
    public String conceal(String echo) {
        ProfileFile file = ProfileFile.parse(text.value());
        Federation current = federation;
        String concealed =
                SecretRedactor.conceal(echo, Stream.of("sk", "security_token").flatMap(key -> file.get(key).stream()));
        return current == null ? concealed : current.source.conceal(concealed);
    }

    @Override
    public Future<TemporaryKey> fetch() {
        return SecretReader.use(List.of(text), context.worker(), text::read).compose(this::read);
    }

    private Future<TemporaryKey> read(String content) {
        ProfileFile file = ProfileFile.parse(content);
        Optional<String> idp = file.get("idp_id");
        Optional<String> token = file.get("id_token_file");
        return idp.isPresent() && token.isPresent()
                ? federate(file, new Credentials.WorkloadIdentity(idp.get(), Path.of(token.get())))
                : Futures.call(() -> key(file));
    }

    private TemporaryKey key(ProfileFile file) throws CloudFailure {
        String access = TemporaryKeyDecoder.header("ak", mandatory(file, "ak"));
        String secret = mandatory(file, "sk");
        Optional<String> token = file.get("security_token");
        if (token.isPresent()) {
            TemporaryKeyDecoder.header("security_token", token.get());
        }
        return TemporaryKey.permanent(new RequestSigner.Key(access, secret, token));
    }

    private String mandatory(ProfileFile file, String key) throws CloudFailure {
        return file.get(key)
                .orElseThrow(
                        () -> refused("[basic] must have ak and sk, or idp_id and id_token_file; found no " + key));
    }

    private Future<TemporaryKey> federate(ProfileFile file, Credentials.WorkloadIdentity identity) {
        return Futures.call(() -> federation(identity, endpoint(file))).compose(current -> current.source.fetch());
    }

    private synchronized Federation federation(Credentials.WorkloadIdentity identity, URI endpoint) {
        Federation current = federation;
        if (current == null || !current.identity.equals(identity) || !current.iam.equals(endpoint)) {
            current = new Federation(identity, endpoint, new WorkloadIdentitySource(identity, endpoint, context));
            federation = current;
        }
        return current;
    }

    private URI endpoint(ProfileFile file) throws CloudFailure {
        Optional<URI> given = iam;
        Optional<String> own = file.get("iam_endpoint");
        if (own.isPresent() && !profile.overridesIam()) {
            given = Optional.of(uri(own.get()));
        }
        return given.orElseThrow(
                () -> refused("iam_endpoint must be set in it, or iam-endpoint or region of the target"));
    }

    private URI uri(String text) throws CloudFailure {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            throw refused("iam_endpoint must be a URL; found another text");
        }
        throw refused("iam_endpoint must be http:// or https:// and a host; found another text");
    }

    private CloudFailure refused(String rule) {
        return CloudFailure.of(FailureReason.AUTH, "profile-file " + profile.file() + ": " + rule)
                .asUnsent();
    }
}
