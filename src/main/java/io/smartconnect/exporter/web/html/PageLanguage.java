package io.smartconnect.exporter.web.html;

import java.util.List;
import java.util.Optional;

/** A language of the pages. */
public enum PageLanguage {
    ENGLISH("en", PageWords.ENGLISH),
    CHINESE("zh-CN", PageWords.read("words.zh-CN.txt"));

    private final String tag;

    @SuppressWarnings("ImmutableEnumChecker") // an immutable map
    private final PageWords words;

    PageLanguage(String tag, PageWords words) {
        this.tag = tag;
        this.words = words;
    }

    /** The first of the {@code accepted} languages, without regions, that there is; else English. */
    public static PageLanguage of(List<String> accepted) {
        return accepted.stream()
                .flatMap(language -> of(language).stream())
                .findFirst()
                .orElse(ENGLISH);
    }

    private static Optional<PageLanguage> of(String language) {
        return switch (language) {
            case "en", "*" -> Optional.of(ENGLISH);
            case "zh" -> Optional.of(CHINESE);
            default -> Optional.empty();
        };
    }

    /** The value of the attribute {@code lang} and the header {@code Content-Language}. */
    public String tag() {
        return tag;
    }

    /** The texts of the pages in this language. */
    public PageWords words() {
        return words;
    }
}
