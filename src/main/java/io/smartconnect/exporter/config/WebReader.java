package io.smartconnect.exporter.config;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.web.ListenAddress;
import io.smartconnect.exporter.web.WebSettings;
import java.nio.file.Path;
import java.util.List;

/** Reader of the settings of the HTTP server. */
final class WebReader {

    private static final String ADDRESS = "listen-address";
    private static final int MOST_ADDRESSES = 16;

    private static final ValueParser<ListenAddress> ADDRESS_RULE =
            new ValueParser<>("must be [HOST]:PORT, an IPv6 address in brackets", ListenAddress::of);

    private static final ValueParser<String> PATH = ValueParser.text(
            "must be / and then letters, digits and . _ ~ - /, and none of the exporter's other paths",
            text -> text.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?")
                    && text.length() <= 256
                    && !WebSettings.isTaken(text));

    private WebReader() {}

    /** Reads the settings; a relative path starts at {@code directory}. */
    static WebSettings read(ConfigurationSection web, Path directory) {
        return new WebSettings(
                addresses(web),
                web.setting("telemetry-path", PATH),
                web.setting("max-requests", ValueParser.whole(0, 100_000)),
                web.get("config-file", ValueParser.path(directory)));
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
}
