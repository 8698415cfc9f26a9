package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.config.reader.Section;
import io.smartconnect.exporter.config.reader.ValueRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the targets; knows which names and instances are taken. */
final class TargetsReader {

    private static final URI NOWHERE = URI.create("https://nowhere");
    private static final ValueRule<String> REGION = ValueRule.pattern(
            "must be lower-case letters, digits and dashes, for example eu-west-101",
            "(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final ValueRule<String> PROJECT_ID =
            ValueRule.pattern("must be at most 64 letters, digits, dashes and underscores", "[A-Za-z0-9_-]{1,64}");

    private final Path directory;
    private final Set<String> names = new HashSet<>();
    private final Set<String> instances = new HashSet<>();

    /** Relative paths of secrets start at {@code directory}. */
    TargetsReader(Path directory) {
        this.directory = directory;
    }

    List<TargetSettings> read(Section root) {
        Section targets = root.list("targets");
        if (targets.keys().isEmpty() && !root.isNoList("targets")) {
            root.mistake(
                    "targets",
                    "there must be a target: list one in the file of --config.file, or run without a file and set "
                            + "SMART_CONNECT_REGION (or SMART_CONNECT_ENDPOINT), HUAWEICLOUD_SDK_PROJECT_ID, "
                            + "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK");
        }
        return targets.keys().stream()
                .map(index -> target(targets.section(index)))
                .toList();
    }

    private TargetSettings target(Section target) {
        Optional<String> region = target.get("region", REGION);
        Optional<URI> endpoint = target.get("endpoint", ValueRule.endpoint());
        if (!target.has("region") && !target.has("endpoint")) {
            target.mistake("region", "a region or an endpoint is mandatory");
        }
        CredentialsReader credentials = new CredentialsReader(target.section("credentials"), directory);
        return new TargetSettings(
                name(target, region.or(() -> endpoint.map(URI::getHost))),
                region.orElse(""),
                target.mandatory("project-id", PROJECT_ID).orElse(""),
                endpoint.or(() -> region.map(ServiceEndpoints::dms)).orElse(NOWHERE),
                iamEndpoint(target, region, credentials.needLogIn()),
                instances(target.list("instances")),
                credentials.read());
    }

    private String name(Section target, Optional<String> usual) {
        Optional<String> given = target.get("name", ValueRule.name(128));
        Optional<String> name = target.has("name") ? given : usual;
        if (name.isPresent() && !names.add(name.get())) {
            target.mistake("name", "must be unique (by default it is the region), and another is " + name.get());
        }
        return name.orElse("");
    }

    private Optional<URI> iamEndpoint(Section target, Optional<String> region, boolean needed) {
        Optional<URI> given = target.get("iam-endpoint", ValueRule.endpoint());
        if (needed && !target.has("iam-endpoint") && !target.has("region")) {
            target.mistake("iam-endpoint", "is mandatory for type password without a region");
        }
        return given.or(() -> region.map(ServiceEndpoints::iam)).filter(uri -> needed);
    }

    private List<String> instances(Section ids) {
        return ids.keys().stream().map(index -> instance(ids, index)).toList();
    }

    private String instance(Section ids, String index) {
        Optional<String> id = ids.mandatory(index, ValueRule.name(64));
        if (id.isPresent() && !instances.add(id.get())) {
            ids.mistake(index, "must be listed once only, over all targets");
        }
        return id.orElse("");
    }
}
