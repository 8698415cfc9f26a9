package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rpm that {@code -Ppackage} has built, with the program {@code rpm}, which installs into a root of its own. */
class RpmPackageIT {

    private static final String NAME = "smart-connect-exporter";
    private static final Path TARGET =
            Path.of(System.getProperty("jar")).toAbsolutePath().getParent();

    @TempDir
    static Path directory;

    private static Path rpm = Path.of("none");

    @BeforeAll
    static void findPackage() throws IOException {
        try (var found = Files.newDirectoryStream(TARGET, NAME + "-*.noarch.rpm")) {
            rpm = found.iterator().next();
        }
    }

    @Test
    void package_isInstalled_andLeavesNoFile() throws Exception {
        Path root = Files.createDirectory(directory.resolve("root"));
        rpm("--root", root.toString(), "--nodeps", "--noscripts", "--install", rpm.toString());

        assertThat(root.resolve("usr/share/licenses/" + NAME + "/LICENSE")).exists();
        assertThat(mode(root.resolve("usr/bin/" + NAME))).isEqualTo("rwxr-xr-x");
        assertThat(mode(root.resolve("usr/share/" + NAME + "/lib/create-archive")))
                .isEqualTo("rwxr-xr-x");
        assertThat(mode(root.resolve("etc/" + NAME))).isEqualTo("rwxr-x---");
        assertThat(mode(root.resolve("etc/default/" + NAME))).isEqualTo("rw-------");

        rpm("--root", root.toString(), "--noscripts", "--erase", NAME);
        try (Stream<Path> left = Files.walk(root)) {
            assertThat(left.map(Path::toString)).noneMatch(path -> path.contains(NAME));
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void package_needsJava_andKeepsChangedConfiguration() throws Exception {
        assertThat(rpm("-qp", "--requires", rpm.toString())).contains("java-headless >= 1:17\n", "systemd\n");
        assertThat(rpm("-qp", "--configfiles", rpm.toString()))
                .contains(
                        "/etc/" + NAME + "/exporter.conf", "/etc/" + NAME + "/web-config.yml", "/etc/default/" + NAME);
        assertThat(rpm("-qp", "--queryformat", "[%{FILENAMES} %{FILEFLAGS:fflags}\n]", rpm.toString()))
                .contains("/exporter.conf cn\n");
        assertThat(rpm("--checksig", rpm.toString())).contains("digests OK");
    }

    @Test
    void scripts_areValid() throws Exception {
        String scripts = rpm("-qp", "--queryformat", "%{POSTIN}\n%{PREUN}\n", rpm.toString());
        Path file = Files.writeString(directory.resolve("scripts"), scripts);

        assertThat(scripts).contains("systemd-sysusers", "disable --now");
        assertThat(succeed(List.of("sh", "-n", file.toString()))).isEmpty();
    }

    @Test
    void checksums_areThoseOfThePackages() throws Exception {
        assertThat(succeed(List.of("sh", "-c", "cd " + TARGET + " && sha256sum --check SHA256SUMS")))
                .contains(NAME + ".jar: OK", ".tar.gz: OK", "_all.deb: OK", ".noarch.rpm: OK");
    }

    private static String rpm(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("rpm", "--dbpath", "/var/lib/rpm"));
        command.addAll(Arrays.asList(arguments));
        return succeed(command);
    }

    private static String succeed(List<String> command) throws Exception {
        FinishedCommand finished = FinishedCommand.run(command.toArray(String[]::new));
        assertThat(finished.status())
                .as(() -> command + "\n" + finished.output())
                .isZero();
        return finished.output();
    }
}
