package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.web.ListenAddress;
import io.smartconnect.exporter.web.WebSettings;
import io.smartconnect.exporter.web.html.LinkTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reader of the settings of the HTTP server. */
final class WebReader {

    private static final String ADDRESS = "listen-address";
    private static final int MOST_ADDRESSES = 16;

    private static final String LINKS = "links";
    private static final int MOST_LINKS = 16;
    private static final int LONGEST_URL = 2_000;

    private static final ValueParser<ListenAddress> ADDRESS_RULE =
            new ValueParser<>("must be [HOST]:PORT, an IPv6 address in brackets", ListenAddress::of);

    private static final ValueParser<String> PATH = ValueParser.text(
            "must be / and then letters, digits and . _ ~ - /, and none of the exporter's other paths",
            text -> text.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?")
                    && text.length() <= 256
                    && !WebSettings.isTaken(text));

    private static final ValueParser<String> URL = new ValueParser<>(
            "must be http:// or https:// with a host, without a user, at most " + LONGEST_URL + " characters",
            WebReader::url,
            ValueParser::urlWithoutSecrets);

    private WebReader() {}

    /** Reads the settings; a relative path starts at {@code directory}. */
    static WebSettings read(ConfigurationSection web, Path directory) {
        return new WebSettings(
                addresses(web),
                web.setting("telemetry-path", PATH),
                web.setting("max-requests", ValueParser.whole(0, 100_000)),
                web.get("config-file", ValueParser.path(directory)),
                links(web));
    }

    private static String url(String text) {
        if (text.length() > LONGEST_URL || !LinkTemplate.isValid(text)) {
            throw new IllegalArgumentException("no URL of a link");
        }
        return text;
    }

    /** One address, or a list of them. */
    private static List<ListenAddress> addresses(ConfigurationSection web) {
        if (!web.has(ADDRESS) || web.isNoList(ADDRESS)) {
            return List.of(web.setting(ADDRESS, ADDRESS_RULE));
        }
        ConfigurationSection list = web.list(ADDRESS);
        if (list.keys().isEmpty() || list.keys().size() > MOST_ADDRESSES) {
            web.mistake(ADDRESS, "must have 1 to " + MOST_ADDRESSES + " elements");
        }
        return list.keys().stream()
                .flatMap(index -> list.mandatory(index, ADDRESS_RULE).stream())
                .toList();
    }

    private static List<LinkTemplate> links(ConfigurationSection web) {
        ConfigurationSection list = web.list(LINKS);
        if (list.keys().size() > MOST_LINKS) {
            web.mistake(LINKS, "must have at most " + MOST_LINKS + " elements");
        }
        return list.keys().stream()
                .flatMap(index -> link(list.section(index)).stream())
                .toList();
    }

    private static Optional<LinkTemplate> link(ConfigurationSection entry) {
        Optional<String> title = entry.mandatory("title", ValueParser.name(64));
        Optional<LinkTemplate> link = entry.mandatory("url", URL).map(url -> new LinkTemplate(title.orElse(""), url));
        link.flatMap(LinkTemplate::unknownPlaceholder)
                .ifPresent(name -> entry.mistake(
                        "url",
                        "{" + name + "} is no placeholder, the placeholders are: "
                                + String.join(", ", LinkTemplate.OF_INSTANCE) + ", "
                                + String.join(", ", LinkTemplate.OF_TASK)));
        return link;
    }
}
