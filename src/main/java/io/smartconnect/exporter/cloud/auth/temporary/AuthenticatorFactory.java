package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.AccessKeySigner;
import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.GivenToken;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.auth.RefusalLimit;
import io.smartconnect.exporter.cloud.auth.RequestSigner;
import io.smartconnect.exporter.cloud.auth.renewal.IamToken;
import io.smartconnect.exporter.cloud.auth.renewal.KeySource;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKeys;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A factory of the authenticators of one target. */
public final class AuthenticatorFactory {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticatorFactory.class);

    private final KeySourceContext context;
    private final Duration interval;
    private final TimeSource time;

    /**
     * Creates a factory.
     *
     * @param sender used to obtain tokens and temporary keys
     * @param worker reads files of secrets, and signs with keys in files
     * @param interval poll interval
     */
    public AuthenticatorFactory(
            Authenticator.Sender sender, WorkerExecutor worker, TimeSource time, Duration interval) {
        this.context = new KeySourceContext(sender, worker, time, interval);
        this.interval = interval;
        this.time = time;
    }

    /** Creates the authenticator for the credentials of {@code access}. */
    public Authenticator create(ProjectAccess access) {
        return create(access, Duration.ZERO);
    }

    /** Creates an authenticator; {@code pause} is the first pause after the refusal of a configured secret. */
    private Authenticator create(ProjectAccess access, Duration pause) {
        RequestSigner signer = new RequestSigner(access.projectId(), time);
        RefusalLimit limit = new RefusalLimit(time, pause);
        Credentials credentials = access.credentials();
        if (credentials instanceof Credentials.AccessKey key) {
            return new AccessKeySigner(key, signer, limit, context.worker());
        }
        if (credentials instanceof Credentials.Token token) {
            return new GivenToken(token, limit, context.worker());
        }
        if (credentials instanceof Credentials.Password) {
            return new IamToken(access, context.sender(), context.limit(), context.worker(), time);
        }
        if (credentials instanceof Credentials.Auto auto && auto.profile().isEmpty()) {
            LOG.atInfo().addKeyValue("source", name(auto.other())).log("type auto has found credentials");
            return create(new ProjectAccess(access.projectId(), auto.other(), access.iamEndpoint()), pause);
        }
        return new TemporaryKeys(source((Credentials.Temporary) credentials, access), signer, limit, time, interval);
    }

    private KeySource source(Credentials.Temporary credentials, ProjectAccess access) {
        if (credentials instanceof Credentials.Metadata metadata) {
            return new MetadataSource(metadata, context.sender(), time);
        }
        if (credentials instanceof Credentials.Agency agency) {
            ProjectAccess account = new ProjectAccess("", agency.source(), access.iamEndpoint());
            return new AgencySource(agency, create(account, interval), iam(access), context.sender(), time);
        }
        if (credentials instanceof Credentials.Profile profile) {
            return new ProfileSource(profile, access.iamEndpoint(), context);
        }
        if (credentials instanceof Credentials.WorkloadIdentity identity) {
            return new WorkloadIdentitySource(identity, iam(access), context);
        }
        if (credentials instanceof Credentials.PodIdentity identity) {
            return new PodIdentitySource(identity, context);
        }
        return auto((Credentials.Auto) credentials, access);
    }

    private KeySource auto(Credentials.Auto auto, ProjectAccess access) {
        Credentials.Profile profile = auto.profile().orElseThrow();
        return new AutoSource(
                profile.file(),
                source(profile, access),
                source((Credentials.Temporary) auto.other(), access),
                context.worker());
    }

    private static String name(Credentials credentials) {
        return credentials instanceof Credentials.AccessKey
                ? "environment"
                : credentials instanceof Credentials.WorkloadIdentity ? "workload identity" : "pod identity";
    }

    private static URI iam(ProjectAccess access) {
        return access.iamEndpoint()
                .orElseThrow(() -> new IllegalArgumentException(
                        "iam-endpoint: must be set for credentials of this type; found none"));
    }
}
