package io.smartconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the table of packages in ARCHITECTURE.md with their Javadoc; {@code -Darchitecture=write} writes it. */
class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("ARCHITECTURE.md");
    private static final String BEGIN = "<!-- packages: begin -->\n";
    private static final String END = "<!-- packages: end -->\n";

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code |link (?:[a-z]\\w*\\.)*)([\\w.*]+)\\}");

    @Test
    void table_hasEachPackageWithItsContent() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int from = document.indexOf(BEGIN) + BEGIN.length();
        int to = document.indexOf(END);
        if (System.getProperty("architecture", "").equals("write")) {
            document = document.substring(0, from) + table() + document.substring(to);
            Files.writeString(DOCUMENT, document);
            to = document.indexOf(END);
        }

        assertThat(document.substring(from, to))
                .as("run mvn test -Dtest=ArchitectureDocumentTest -Darchitecture=write")
                .isEqualTo(table());
    }

    private static String table() throws IOException {
        StringBuilder table = new StringBuilder("| Package | Content |\n|---|---|\n");
        for (String name : new TreeSet<>(ArchitectureTest.ARROWS.keySet())) {
            table.append("| `%s` | %s |\n".formatted(name, content(name)));
        }
        return table.toString();
    }

    /** The Javadoc of the package, without its final period. */
    private static String content(String name) throws IOException {
        Path file = Path.of("src/main/java/io/smartconnect", name.replace('.', '/'), "package-info.java");
        Matcher javadoc = JAVADOC.matcher(Files.readString(file));
        assertThat(javadoc.find()).as("%s must have a Javadoc", file).isTrue();
        String text = javadoc.group(1).replaceAll("(?m)^ \\* ?", "").strip().replaceAll("\\s+", " ");
        return INLINE_TAG.matcher(text).replaceAll("`$1`").replaceAll("\\.$", "");
    }
}
