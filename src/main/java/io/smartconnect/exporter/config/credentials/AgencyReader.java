package io.smartconnect.exporter.config.credentials;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Reader of the keys of type {@code assume-agency}. */
final class AgencyReader {

    private static final CredentialsType TYPE = CredentialsType.ASSUME_AGENCY;
    private static final ValueParser<Duration> DURATION =
            ValueParser.duration(Duration.ofMinutes(15), Duration.ofHours(24));
    private static final Duration USUAL_DURATION = Duration.ofHours(1);

    private final CredentialKeys keys;
    private final Function<ConfigurationSection, Optional<Credentials>> sourceReader;

    /** Creates a reader; {@code sourceReader} reads the credentials that assume the agency. */
    AgencyReader(CredentialKeys keys, Function<ConfigurationSection, Optional<Credentials>> sourceReader) {
        this.keys = keys;
        this.sourceReader = sourceReader;
    }

    Optional<Credentials> read() {
        Optional<String> name = keys.mandatory(TYPE, "agency-name", ValueParser.name(64));
        Optional<String> domainName = keys.get(TYPE, "domain-name", ValueParser.name(256));
        Optional<String> domainId = keys.get(TYPE, "domain-id", ValueParser.name(64));
        Optional<Duration> duration = keys.get(TYPE, "duration", DURATION);
        ConfigurationSection section = keys.section();
        if (!keys.are(TYPE)) {
            section.skip("source");
            keys.reportForeign(TYPE, "source");
            return Optional.empty();
        }
        if (section.has("domain-name") == section.has("domain-id")) {
            section.mistake("domain-name", "one of domain-name and domain-id is mandatory, and not both");
        }
        if (!section.has("source")) {
            section.skip("source");
            section.mistake("source", "is mandatory for type " + TYPE + ": the credentials that assume the agency");
            return Optional.empty();
        }
        Optional<Credentials> source = sourceReader.apply(section.section("source"));
        String domainKey = domainName.isPresent() ? "domain_name" : "domain_id";
        return name.flatMap(agency -> domainName
                .or(() -> domainId)
                .flatMap(domain -> source.map(from ->
                        new Credentials.Agency(agency, domainKey, domain, duration.orElse(USUAL_DURATION), from))));
    }
}
