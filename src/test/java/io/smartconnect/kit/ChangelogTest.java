package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The headings of CHANGELOG.md, compared with the version of the build. */
class ChangelogTest {

    private static final String SNAPSHOT = "-SNAPSHOT";

    @Test
    void firstHeading_isTheVersionOfTheBuild_withADateOnlyIfReleased() throws IOException {
        String version = BuildInfo.current().version();
        String first = headings().get(0);

        if (version.endsWith(SNAPSHOT)) {
            assertThat(first).isEqualTo("## " + version.replace(SNAPSHOT, "") + ", unreleased");
        } else {
            assertThat(first).matches("## \\Q" + version + "\\E, \\d{4}-\\d{2}-\\d{2}");
        }
    }

    @Test
    void onlyTheFirstVersion_isUnreleased() throws IOException {
        assertThat(headings()).hasSizeGreaterThan(1);
        assertThat(headings().stream().skip(1)).noneMatch(heading -> heading.contains("unreleased"));
    }

    private static List<String> headings() throws IOException {
        return Files.readAllLines(Path.of("CHANGELOG.md")).stream()
                .filter(line -> line.startsWith("## "))
                .toList();
    }
}
