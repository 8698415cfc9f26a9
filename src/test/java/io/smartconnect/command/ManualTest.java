package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Compares the manual in {@code docs/man} with picocli's; {@code -Dmanual=write} writes it. */
class ManualTest {

    private static final Path MANUAL = Path.of("docs/man");

    @Test
    void manual_isAsPicocliGeneratesIt() throws IOException {
        Map<String, String> generated = generated(Main.withAllCommands());
        if (System.getProperty("manual", "").equals("write")) {
            write(generated);
        }

        assertThat(kept())
                .as("docs/man; mvn test -Dtest=ManualTest -Dmanual=write brings it up to date")
                .isEqualTo(generated);
    }

    @Test
    void manual_hasEveryCommandButTheHiddenOne() throws IOException {
        assertThat(kept().keySet())
                .contains("smart-connect-exporter.adoc", "smart-connect-exporter-tasks-modify.adoc")
                .noneMatch(name -> name.contains("training-run"));
        assertThat(kept().values()).noneMatch(page -> page.contains("training-run"));
    }

    private static Map<String, String> generated(CommandLine command) {
        Map<String, String> pages = new TreeMap<>();
        CommandSpec spec = command.getCommandSpec().versionProvider(() -> new String[] {Main.NAME});
        StringWriter page = new StringWriter();
        ManPageGenerator.writeSingleManPage(new PrintWriter(page, true), spec);
        pages.put(spec.qualifiedName("-") + ".adoc", page.toString());
        command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .forEach(sub -> pages.putAll(generated(sub)));
        return pages;
    }

    private static void write(Map<String, String> pages) throws IOException {
        Files.createDirectories(MANUAL);
        for (String old : kept().keySet()) {
            Files.delete(MANUAL.resolve(old));
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(MANUAL.resolve(page.getKey()), page.getValue());
        }
    }

    private static Map<String, String> kept() throws IOException {
        try (Stream<Path> pages = Files.list(MANUAL)) {
            Map<String, String> kept = new TreeMap<>();
            for (Path page : pages.toList()) {
                kept.put(page.getFileName().toString(), Files.readString(page));
            }
            return kept;
        }
    }
}
