package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Chinese documents have the examples of the English ones, in the same order, and both link to each other. */
class TranslationsTest {

    private static final String CHINESE = ".zh-CN.md";

    /** A fenced block with its language. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(.*?)^```$");

    /** Comments may be translated. */
    private static final Pattern COMMENT = Pattern.compile("(?m)\\s+# .*$");

    static Stream<Path> translations() throws IOException {
        return DocumentsTest.documents().filter(path -> path.toString().endsWith(CHINESE));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void examples_areThoseOfTheOriginal(Path translation) throws IOException {
        assertThat(blocks(translation)).isNotEmpty().isEqualTo(blocks(original(translation)));
    }

    @ParameterizedTest
    @MethodSource("translations")
    void languages_linkToEachOther(Path translation) throws IOException {
        Path original = original(translation);

        assertThat(top(translation)).contains("[English](" + original.getFileName() + ")");
        assertThat(top(original)).contains("[简体中文](" + translation.getFileName() + ")");
    }

    private static Path original(Path translation) {
        return translation.resolveSibling(translation.getFileName().toString().replace(CHINESE, ".md"));
    }

    private static List<String> blocks(Path document) throws IOException {
        return BLOCK.matcher(Files.readString(document))
                .results()
                .map(block -> COMMENT.matcher(block.group(1)).replaceAll(""))
                .toList();
    }

    private static String top(Path document) throws IOException {
        return Files.readString(document).lines().limit(4).reduce("", String::concat);
    }
}
