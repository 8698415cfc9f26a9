package io.smartconnect.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real bash completes words by the script that is printed. */
class CompletionIT {

    @TempDir
    Path directory;

    private Path script;

    @BeforeEach
    void print() throws IOException {
        ProgramResult printed = ProgramResult.of(ExporterProcess.start("completion", "bash"));
        assertThat(printed.status()).as(printed.err()).isZero();
        script = Files.writeString(directory.resolve("completion"), printed.out());
    }

    static Stream<Arguments> words() {
        return Stream.of(
                arguments("che", List.of("check-config")),
                arguments("tasks ", List.of("list", "show", "modify", "pause", "resume", "restart")),
                arguments("tasks list --exporter.u", List.of("--exporter.url", "--exporter.username")),
                arguments("tasks list --output ", List.of("table", "json", "csv")),
                arguments("tasks modify --dry", List.of("--dry-run")),
                arguments("reh", List.of()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void bash_completes(String line, List<String> completed) throws IOException {
        String asked = "source '" + script + "'; COMP_WORDS=(smart-connect-exporter " + line
                + (line.endsWith(" ") ? "''" : "") + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                + "$(complete -p smart-connect-exporter | sed 's/.*-F \\([^ ]*\\).*/\\1/'); "
                + "printf '%s\\n' \"${COMPREPLY[@]}\"";

        assertThat(bash("-c", asked).lines().map(String::strip).filter(word -> !word.isEmpty()))
                .filteredOn(word -> !word.startsWith("-") || line.contains("--"))
                .containsExactlyInAnyOrderElementsOf(completed);
    }

    @Test
    void script_isGoodBash_withoutTheHiddenCommand() throws IOException {
        assertThat(bash("-n", script.toString())).isEmpty();
        assertThat(script).content().doesNotContain("training-run");
    }

    @Test
    void zsh_getsAScript_thatLoadsItsEmulationOfBash() throws IOException {
        assertThat(ProgramResult.of(ExporterProcess.start("completion", "zsh")).out())
                .contains("bashcompinit");
    }

    private static String bash(String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("bash"), Stream.of(arguments)).toList();
        try (Program bash = Program.start(command, Map.of())) {
            assertThat(bash.status()).as(bash.err()).isZero();
            return bash.out();
        }
    }
}
