package io.smartconnect.exporter.web.http;

import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads a client's preferences from its {@code Accept}, {@code Accept-Encoding} and {@code Accept-Language} headers (RFC 9110, section
 * 12.5). An item that can't be read, its weight included, counts as not sent.
 */
public final class AcceptHeader {

    private static final OfferedType OPENMETRICS =
            new OfferedType("application", "openmetrics-text", List.of("", "1.0.0"));
    private static final OfferedType TEXT = new OfferedType("text", "plain", List.of("", "0.0.4", "1.0.0"));
    private static final Pattern WEIGHT = Pattern.compile("0?\\.\\d{1,9}|0\\.?|1(\\.0*)?");

    private AcceptHeader() {}

    /**
     * OpenMetrics if it weighs more than text, or as much and is called by its name; else text, also when the client
     * accepts neither.
     */
    public static ExpositionFormat format(List<String> headers) {
        List<Item> items = items(headers);
        double openMetrics = OPENMETRICS.weight(items);
        double text = TEXT.weight(items);
        boolean preferred = openMetrics > text || (openMetrics == text && OPENMETRICS.isNamed(items));
        return openMetrics > 0 && preferred ? ExpositionFormat.OPENMETRICS_1_0 : ExpositionFormat.TEXT_0_0_4;
    }

    /** True if the client accepts gzip: by {@code gzip}, {@code x-gzip} or {@code *}. */
    public static boolean gzip(List<String> headers) {
        List<Item> items = items(headers);
        return heaviest(items, "gzip", "x-gzip")
                        .orElseGet(() -> heaviest(items, "*").orElse(0))
                > 0;
    }

    /** The accepted languages without their regions, in lower case, by descending weight. */
    public static List<String> languages(List<String> headers) {
        return items(headers).stream()
                .filter(item -> item.weight() > 0)
                .sorted(Comparator.comparingDouble(Item::weight).reversed())
                .map(item -> item.name().replaceFirst("-.*", ""))
                .toList();
    }

    private static OptionalDouble heaviest(List<Item> items, String... names) {
        return items.stream()
                .filter(item -> Arrays.asList(names).contains(item.name()))
                .mapToDouble(Item::weight)
                .max();
    }

    private static List<Item> items(List<String> headers) {
        return headers.stream()
                .flatMap(header -> split(header, ',').stream())
                .map(Item::of)
                .filter(item -> !Double.isNaN(item.weight()))
                .toList();
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (text.charAt(i) == separator && !quoted) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /**
     * One item of a header.
     *
     * @param name media range or coding, in lower case
     * @param version the parameter of that name; empty without one
     * @param weight 0 to 1, where 0 means not acceptable; NaN when unreadable
     */
    private record Item(String name, String version, double weight) {

        static Item of(String text) {
            List<String> parts = split(text.toLowerCase(Locale.ROOT), ';');
            List<String> parameters = parts.subList(1, parts.size());
            String weight = parameter(parameters, "q", "1");
            return new Item(
                    parts.get(0),
                    parameter(parameters, "version", ""),
                    WEIGHT.matcher(weight).matches() ? Double.parseDouble(weight) : Double.NaN);
        }

        private static String parameter(List<String> parameters, String name, String otherwise) {
            return parameters.stream()
                    .map(parameter -> parameter.split("=", 2))
                    .filter(pair -> pair.length == 2 && pair[0].strip().equals(name))
                    .map(pair -> pair[1].replace('"', ' ').strip())
                    .findFirst()
                    .orElse(otherwise);
        }
    }

    /** A media type that the exporter offers, and the versions by which clients may request it. */
    private record OfferedType(String type, String subtype, List<String> versions) {

        /** The weight that the most specific of the matching items gives it; 0 when none matches. */
        double weight(List<Item> items) {
            return items.stream()
                    .filter(item -> specificity(item) > 0)
                    .max(this::compare)
                    .map(Item::weight)
                    .orElse(0.0);
        }

        boolean isNamed(List<Item> items) {
            return items.stream().anyMatch(item -> specificity(item) == 3);
        }

        /** Orders by specificity, then by weight. */
        private int compare(Item one, Item other) {
            int specific = Integer.compare(specificity(one), specificity(other));
            return specific == 0 ? Double.compare(one.weight(), other.weight()) : specific;
        }

        private int specificity(Item item) {
            if (item.name().equals(type + "/" + subtype)) {
                return versions.contains(item.version()) ? 3 : 0;
            }
            if (item.name().equals(type + "/*")) {
                return 2;
            }
            return item.name().equals("*/*") ? 1 : 0;
        }
    }
}
