package io.smartconnect.exporter.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import io.smartconnect.exporter.config.credentials.CredentialEnvironment;
import io.smartconnect.exporter.config.reader.ConfigurationSources;
import io.smartconnect.exporter.config.reader.KnownKey;
import io.smartconnect.exporter.config.reader.MistakeReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All keys of the configuration, found by reading probes: configurations without values, with one element in each list. */
public final class ConfigurationKeys {

    private static final String ROOT = ConfigurationSources.ROOT + ".";

    /** Credentials of this type have credentials of their own. */
    private static final Map<String, ?> AGENCY = Map.of("type", "assume-agency", "source", Map.of());

    private static final List<Map<String, ?>> PROBES =
            List.of(Map.of(), Map.of("targets", List.of(Map.of("credentials", AGENCY))));

    private ConfigurationKeys() {}

    /** The keys by their paths below the root. A key is mandatory if it is so for all types of credentials. */
    public static Map<String, KnownKey> all() {
        Map<String, KnownKey> all = new TreeMap<>();
        PROBES.stream()
                .flatMap(probe -> keys(Map.of(ConfigurationSources.ROOT, probe)))
                .filter(key -> key.path().startsWith(ROOT))
                .forEach(key -> all.merge(
                        key.path().substring(ROOT.length()), key, (one, other) -> one.isMandatory() ? other : one));
        return all;
    }

    private static Stream<KnownKey> keys(Map<String, ?> probe) {
        MistakeReport report = new MistakeReport("none");
        CredentialEnvironment nothing = new CredentialEnvironment(Path.of(""), Map.of());
        Configuration.read(ConfigFactory.parseMap(probe).root(), true, nothing, report);
        Set<String> known = report.knownKeys().map(KnownKey::path).collect(Collectors.toSet());
        return report.knownKeys()
                .filter(key -> "array".equals(key.rule().schema().get("type")) && !known.contains(key.path() + ".0"))
                .findFirst()
                .map(empty -> keys(filled(probe, ConfigUtil.splitPath(empty.path()))))
                .orElseGet(report::knownKeys);
    }

    private static Map<String, ?> filled(Map<?, ?> probe, List<String> list) {
        Map<String, Object> copy = new HashMap<>();
        probe.forEach((key, value) -> copy.put((String) key, value));
        copy.compute(list.get(0), (key, value) -> filledValue(value == null ? Map.of() : value, rest(list)));
        return copy;
    }

    private static Object filledValue(Object value, List<String> list) {
        if (list.isEmpty()) {
            return List.of(Map.of());
        }
        if (value instanceof List<?> elements) {
            List<Object> copy = new ArrayList<>(elements);
            copy.replaceAll(element -> filledValue(element, rest(list)));
            return copy;
        }
        return filled((Map<?, ?>) value, list);
    }

    private static List<String> rest(List<String> path) {
        return path.subList(1, path.size());
    }
}
