package io.smartconnect.kit;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents: their links lead somewhere, and they can be read without a browser. */
class DocumentsTest {

    /** The target of a link or an image, and the heading in it. Web addresses are not followed. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)#?([^)]*)\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LEFT_BY_A_MERGE = Pattern.compile("(<{7}|={7}|>{7}).*");
    private static final int LONGEST_LINE = 130;

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> here = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.of(here, docs, Stream.of(Path.of("config/kubernetes/chart/README.md")))
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .map(Path::normalize)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_leadToAFile_andToAHeadingOfIt(Path document) throws IOException {
        for (MatchResult link :
                LINK.matcher(Files.readString(document)).results().toList()) {
            Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));

            assertThat(target).as(link.group()).exists();
            if (!link.group(2).isEmpty()) {
                assertThat(anchors(target)).as(link.group()).contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void lines_areShort_outsideOfTablesAndExamples(Path document) throws IOException {
        assertThat(prose(document)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void merges_leaveNothingBehind(Path document) throws IOException {
        assertThat(Files.readAllLines(document)).noneMatch(LEFT_BY_A_MERGE.asMatchPredicate());
    }

    /** Headings as GitHub makes anchors of them. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<String> prose(Path document) throws IOException {
        String text = Files.readString(document).replaceAll("(?ms)^```.*?^```$", "");
        return text.lines().filter(not(line -> line.startsWith("|"))).toList();
    }
}
