package io.smartconnect.exporter.config.reader;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of values, highest precedence first: command line, file, environment, defaults of reference.conf. */
public final class ConfigurationSources {

    /** Name of the command line in mistakes, in place of a file. */
    static final String COMMAND_LINE = "command line";

    /** Name of the environment in mistakes, in place of a file. */
    public static final String ENVIRONMENT = "environment";

    /** The only key at the top of the file. */
    public static final String ROOT = "smart-connect-exporter";

    private static final Map<String, String> SETTINGS = Map.of(
            ROOT + ".poll.interval", "SMART_CONNECT_POLL_INTERVAL",
            ROOT + ".web.listen-address", "SMART_CONNECT_LISTEN_ADDRESS",
            ROOT + ".lag.history-from", "SMART_CONNECT_HISTORY_FROM");

    /** Keys that a flag sets, by the name of the flag. */
    private static final Map<String, String> FLAGS = Map.of(
            "web.listen-address", "web.listen-address",
            "web.telemetry-path", "web.telemetry-path",
            "web.max-requests", "web.max-requests",
            "log.level", "log.level",
            "log.format", "log.format",
            "shard", "shard.index",
            "total-shards", "shard.count",
            "shard-from-hostname", "shard.from-hostname",
            "ha.lease", "ha.lease");

    /** Paths in the one target that the environment provides. */
    private static final Map<String, String> TARGET = Map.of(
            "region", "SMART_CONNECT_REGION",
            "endpoint", "SMART_CONNECT_ENDPOINT",
            "cloud-eye-endpoint", "SMART_CONNECT_CLOUD_EYE_ENDPOINT",
            "instances", "SMART_CONNECT_INSTANCES",
            "project-id", "HUAWEICLOUD_SDK_PROJECT_ID",
            "credentials.access-key", "HUAWEICLOUD_SDK_AK",
            "credentials.secret-key", "HUAWEICLOUD_SDK_SK",
            "credentials.security-token", "HUAWEICLOUD_SDK_SECURITY_TOKEN");

    private ConfigurationSources() {}

    /** Merges all sources into one unchecked object. Without a file, the environment also provides a target. */
    public static ConfigObject merged(FlagValues flags, Optional<ConfigObject> file, Map<String, String> environment) {
        ConfigObject settings = over(settings(environment), reference());
        return over(commandLine(flags), over(file.orElseGet(() -> target(environment)), settings));
    }

    /** Returns true if the origin is a variable or a flag, and hence carries its name. */
    static boolean isNamed(ConfigOrigin origin) {
        return origin.description().equals(ENVIRONMENT) || origin.description().equals(COMMAND_LINE);
    }

    /** The variable that sets the key at the path; the path itself if there is none. */
    static String variable(String path) {
        if (path.equals(ROOT + ".targets")) {
            return "SMART_CONNECT_REGION";
        }
        String inTarget = path.replace(ROOT + ".targets.0.", "");
        return TARGET.getOrDefault(inTarget, SETTINGS.getOrDefault(path, path));
    }

    /** The names of all variables. */
    public static Stream<String> variables() {
        return Stream.concat(SETTINGS.values().stream(), TARGET.values().stream());
    }

    /** The defaults: the content of reference.conf. */
    public static ConfigObject reference() {
        try (InputStream stream =
                        Objects.requireNonNull(ConfigurationSources.class.getResourceAsStream("/reference.conf"));
                InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return ConfigFactory.parseReader(
                            reader, ConfigParseOptions.defaults().setOriginDescription("reference.conf"))
                    .root();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Fills the upper object from the lower one where it has no key, null or an empty text. */
    private static ConfigObject over(ConfigObject upper, ConfigObject lower) {
        ConfigObject merged = upper;
        for (Map.Entry<String, ConfigValue> below : lower.entrySet()) {
            ConfigValue above = upper.get(below.getKey());
            if (above == null || ConfigValueKind.of(above) == ConfigValueKind.NOTHING) {
                merged = merged.withValue(below.getKey(), below.getValue());
            } else if (ConfigValueKind.of(above) == ConfigValueKind.OBJECT
                    && below.getValue() instanceof ConfigObject object) {
                merged = merged.withValue(below.getKey(), over((ConfigObject) above, object));
            }
        }
        return merged;
    }

    private static ConfigObject commandLine(FlagValues flags) {
        Map<String, Object> given = new HashMap<>();
        FLAGS.forEach((flag, path) ->
                flags.get(flag).ifPresent(text -> given.put(ROOT + "." + path, flag(flag, text))));
        return ConfigFactory.parseMap(given, COMMAND_LINE).root();
    }

    private static ConfigValue flag(String name, String text) {
        return textOrList(text, origin(COMMAND_LINE, "--" + name), FLAGS.getOrDefault(name, ""));
    }

    private static ConfigObject settings(Map<String, String> environment) {
        return ConfigFactory.parseMap(given(SETTINGS, environment), ENVIRONMENT).root();
    }

    private static ConfigObject target(Map<String, String> environment) {
        Map<String, Object> given = given(TARGET, environment);
        if (given.isEmpty()) {
            return ConfigFactory.empty(ENVIRONMENT).root();
        }
        ConfigObject target = ConfigFactory.parseMap(given, ENVIRONMENT).root();
        return ConfigFactory.parseMap(Map.of(ROOT + ".targets", List.of(target)), ENVIRONMENT)
                .root();
    }

    private static Map<String, Object> given(Map<String, String> variables, Map<String, String> environment) {
        Map<String, Object> given = new HashMap<>();
        variables.forEach((path, name) -> {
            String text = environment.getOrDefault(name, "");
            if (!text.isEmpty()) {
                given.put(path, textOrList(text, origin(ENVIRONMENT, name), path));
            }
        });
        return given;
    }

    /** The text, or the list of its elements, which commas separate, if the key at the path is a list or can be one. */
    private static ConfigValue textOrList(String text, ConfigOrigin origin, String path) {
        boolean isList = path.equals("instances") || (path.endsWith("web.listen-address") && text.contains(","));
        if (!isList) {
            return ConfigValueFactory.fromAnyRef(text).withOrigin(origin);
        }
        List<ConfigValue> elements = Stream.of(text.split(","))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .map(element -> ConfigValueFactory.fromAnyRef(element).withOrigin(origin))
                .toList();
        return ConfigValueFactory.fromAnyRef(elements).withOrigin(origin);
    }

    /** Creates a value whose origin is the variable. */
    static ConfigValue named(Object value, String variable) {
        return ConfigValueFactory.fromAnyRef(value).withOrigin(origin(ENVIRONMENT, variable));
    }

    private static ConfigOrigin origin(String source, String name) {
        return ConfigOriginFactory.newSimple(source).withComments(List.of(name));
    }
}
