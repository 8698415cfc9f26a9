package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the modules of the container image's runtime to those that the packaged jar names. */
class RuntimeModulesIT {

    private static final Pattern ADDED = Pattern.compile("--add-modules ([\\w.,]+)");

    /**
     * Only code that never runs here asks for them: compiled verticles of Vert.x, beans of Typesafe Config, Micrometer's
     * metrics of databases, and Netty's events for the flight recorder, which does without where the module is not there.
     */
    private static final Set<String> NEVER_ASKED_FOR = Set.of("java.compiler", "java.desktop", "java.sql", "jdk.jfr");

    @Test
    void runtime_hasTheModulesThatTheJarNames() throws IOException {
        Set<String> named = named();
        assertThat(named).containsAll(NEVER_ASKED_FOR);
        named.removeAll(NEVER_ASKED_FOR);

        Matcher added = ADDED.matcher(Files.readString(Path.of("Dockerfile")));

        assertThat(added.find()).isTrue();
        assertThat(List.of(added.group(1).split(",", -1))).containsExactlyElementsOf(named);
    }

    private static Set<String> named() {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--multi-release",
                        "17",
                        "--ignore-missing-deps",
                        "--list-deps",
                        System.getProperty("jar"));
        assertThat(status).as(said.toString()).isZero();
        return said.toString()
                .lines()
                .map(line -> line.strip().replaceAll("/.*", ""))
                .filter(line -> line.matches("(java|jdk)\\.[a-z.]+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
