package io.smartconnect.exporter.web.html;

import io.smartconnect.exporter.text.HumanReadable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The translations of the English texts of the pages into one language. A text has {@code {0}}, {@code {1}} for arguments. */
public final class PageWords {

    /** The texts as they are. */
    public static final PageWords ENGLISH = new PageWords(Map.of());

    private static final String SEPARATOR = " = ";

    private final Map<String, String> translations;

    private PageWords(Map<String, String> translations) {
        this.translations = Map.copyOf(translations);
    }

    /** Reads lines with an English text and its translation. */
    static PageWords read(String resource) {
        Map<String, String> translations = new TreeMap<>();
        StaticResource.text(PageWords.class, resource)
                .lines()
                .map(line -> line.split(SEPARATOR, 2))
                .forEach(pair -> translations.put(pair[0], pair[1]));
        return new PageWords(translations);
    }

    /** The English texts that have a translation. */
    Set<String> translated() {
        return translations.keySet();
    }

    /** A text with its arguments, which are inserted as they are; in English without a translation. */
    public String text(String english, Object... arguments) {
        String pattern = translations.getOrDefault(english, english);
        if (arguments.length == 0) {
            return pattern;
        }
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (int at = pattern.indexOf('{'); at >= 0; at = pattern.indexOf('{', done)) {
            text.append(pattern, done, at).append(arguments[pattern.charAt(at + 1) - '0']);
            done = at + 3;
        }
        return text.append(pattern.substring(done)).toString();
    }

    /** A number and its regular noun, for example {@code 1,234 messages}. */
    public String count(long number, String noun) {
        return text("{0} " + noun + (number == 1 ? "" : "s"), HumanReadable.number(number));
    }

    /** A number of all, for example {@code 2 of 36}; the number alone if that is all. */
    public String share(long some, long all) {
        return some == all
                ? HumanReadable.number(all)
                : text("{0} of {1}", HumanReadable.number(some), HumanReadable.number(all));
    }

    /** The distance to a time in the past: {@code 10m 12s ago}; below one second {@code just now}. */
    public String ago(Duration age) {
        return age.compareTo(Duration.ofSeconds(1)) < 0
                ? text("just now")
                : text("{0} ago", HumanReadable.duration(age));
    }
}
