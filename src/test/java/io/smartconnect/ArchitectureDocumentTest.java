package io.smartconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the table of packages in ARCHITECTURE.md with the arrows; {@code -Darchitecture=write} writes it. */
class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("ARCHITECTURE.md");
    private static final String BEGIN = "<!-- arrows: begin -->\n";
    private static final String END = "<!-- arrows: end -->\n";

    @Test
    void table_hasTheArrows() throws IOException {
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

    private static String table() {
        StringBuilder table = new StringBuilder("| Package | May use |\n|---|---|\n");
        Map<String, Set<String>> sorted = new TreeMap<>(ArchitectureTest.ARROWS);
        sorted.forEach((name, allowed) -> table.append("| `%s` | %s |\n".formatted(name, codes(allowed))));
        return table.toString();
    }

    private static String codes(Set<String> names) {
        return new TreeSet<>(names).stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
}
