package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.credentials.CredentialEnvironment;
import io.smartconnect.exporter.config.credentials.CredentialsReader;
import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reader of the list of targets; checks that names and instances are unique over all of them. */
final class TargetsReader {

    private static final ValueParser<String> REGION = ValueParser.pattern(
            "must be lower-case letters, digits and dashes, for example eu-west-101",
            "(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final ValueParser<String> PROJECT_ID =
            ValueParser.pattern("must be at most 64 letters, digits, dashes and underscores", "[A-Za-z0-9_-]{1,64}");

    private static final String NO_TARGET =
            "there must be a target: list one in the file of --config.file, or run without a file and set "
                    + "SMART_CONNECT_REGION (or SMART_CONNECT_ENDPOINT), HUAWEICLOUD_SDK_PROJECT_ID, "
                    + "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK";

    private final CredentialEnvironment surroundings;
    private final Set<String> names = new HashSet<>();
    private final Set<String> instances = new HashSet<>();

    /** Creates a reader; credentials can refer to files and variables of {@code surroundings}. */
    TargetsReader(CredentialEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    /** Reads all targets. The result lacks those with a mistake. */
    List<TargetSettings> read(ConfigurationSection root) {
        ConfigurationSection targets = root.list("targets");
        if (targets.keys().isEmpty() && !root.isNoList("targets")) {
            root.wrongUsage("targets", NO_TARGET);
        }
        return targets.keys().stream()
                .flatMap(index -> target(targets.section(index)).stream())
                .toList();
    }

    private Optional<TargetSettings> target(ConfigurationSection target) {
        Optional<String> region = target.get("region", REGION);
        Optional<URI> endpoint = target.get("endpoint", ValueParser.endpoint());
        if (!target.has("region") && !target.has("endpoint")) {
            target.mistake("region", "a region or an endpoint is mandatory");
        }
        CredentialsReader reader = new CredentialsReader(target.section("credentials"), surroundings);
        Optional<String> name = name(target, region.or(() -> endpoint.map(URI::getHost)));
        Optional<String> projectId = target.mandatory("project-id", PROJECT_ID);
        Optional<URI> dms = endpoint.or(() -> region.map(ServiceEndpoints::dms));
        Optional<URI> iam = iamEndpoint(target, region, reader);
        Optional<URI> cloudEye = cloudEyeEndpoint(target, region);
        List<String> ids = instances(target.list("instances"));
        Optional<Credentials> credentials = reader.read(target.has("iam-endpoint"));
        if (name.isEmpty() || projectId.isEmpty() || dms.isEmpty() || credentials.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TargetSettings(
                name.get(), region.orElse(""), projectId.get(), dms.get(), iam, cloudEye, ids, credentials.get()));
    }

    private Optional<String> name(ConfigurationSection target, Optional<String> usual) {
        Optional<String> given = target.get("name", ValueParser.name(128));
        Optional<String> name = target.has("name") ? given : usual;
        if (name.isPresent() && !names.add(name.get())) {
            target.mistake("name", "must be unique (default: the region), and another target is " + name.get());
        }
        return name;
    }

    private Optional<URI> iamEndpoint(
            ConfigurationSection target, Optional<String> region, CredentialsReader credentials) {
        Optional<URI> given = target.get("iam-endpoint", ValueParser.endpoint());
        if (!target.has("iam-endpoint") && !target.has("region")) {
            credentials
                    .typeThatNeedsIam()
                    .ifPresent(type ->
                            target.mistake("iam-endpoint", "is mandatory for type " + type + " without a region"));
        }
        return given.or(() -> region.map(ServiceEndpoints::iam)).filter(uri -> credentials.mayAskIam());
    }

    /** The endpoint of Cloud Eye; by default none with an {@code endpoint} of DMS, whose cloud may have no Cloud Eye. */
    private static Optional<URI> cloudEyeEndpoint(ConfigurationSection target, Optional<String> region) {
        return target.get("cloud-eye-endpoint", ValueParser.endpoint())
                .or(() -> region.filter(name -> !target.has("endpoint")).map(ServiceEndpoints::cloudEye));
    }

    private List<String> instances(ConfigurationSection ids) {
        return ids.keys().stream()
                .flatMap(index -> instance(ids, index).stream())
                .toList();
    }

    private Optional<String> instance(ConfigurationSection ids, String index) {
        Optional<String> id = ids.mandatory(index, ValueParser.name(64));
        if (id.isPresent() && !instances.add(id.get())) {
            ids.mistake(index, "must be listed only once over all targets");
        }
        return id;
    }
}
