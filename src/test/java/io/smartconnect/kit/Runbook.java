package io.smartconnect.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page of one alert in docs/runbooks. */
record Runbook(String alert, String text) {

    private static final Path DIRECTORY = Path.of("docs/runbooks");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ .*$");
    private static final Pattern QUERIES = Pattern.compile("(?ms)^```promql\n(.*?)^```$");

    static List<Runbook> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> !file.endsWith("README.md"))
                    .map(Runbook::read)
                    .sorted((some, other) -> some.alert.compareTo(other.alert))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Runbook read(Path file) {
        try {
            return new Runbook(file.getFileName().toString().replace(".md", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> headings() {
        return HEADING.matcher(outsideOfExamples())
                .results()
                .map(heading -> heading.group())
                .toList();
    }

    /** The queries of the diagnosis, which an empty line separates. */
    List<Expression> queries() {
        return QUERIES.matcher(text)
                .results()
                .flatMap(block -> Stream.of(block.group(1).strip().split("\n\n")))
                .map(Expression::new)
                .toList();
    }

    /** The text from this heading to the next. */
    String section(String heading) {
        String after = text.substring(text.indexOf("\n" + heading + "\n") + 1);
        int end = after.indexOf("\n## ");
        return end < 0 ? after : after.substring(0, end);
    }

    private String outsideOfExamples() {
        return text.replaceAll("(?ms)^```.*?^```$", "");
    }

    @Override
    public String toString() {
        return alert;
    }
}
