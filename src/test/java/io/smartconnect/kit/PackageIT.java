package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages that {@code -Ppackage} has built, with Debian's own programs. dpkg installs into a root of its own. */
class PackageIT {

    private static final String NAME = "smart-connect-exporter";
    private static final Path TARGET =
            Path.of(System.getProperty("jar")).toAbsolutePath().getParent();

    /** Prints the first message to the socket, as systemd reads it, and reads the second one: a barrier. */
    private static final String NOTIFIED = """
            import socket, sys
            notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            notified.bind(sys.argv[1])
            print(notified.recv(4096).decode())
            notified.recv(4096)
            """;

    /** Stands for the dependencies, which are on this machine. */
    private static final String INSTALLED = """
            Package: base
            Status: install ok installed
            Architecture: all
            Version: 1
            Maintainer: none
            Provides: java17-runtime-headless, systemd, passwd
            Description: dependencies

            """;

    @TempDir
    static Path directory;

    private static Path debian = Path.of("none");
    private static Path archive = Path.of("none");

    @BeforeAll
    static void findPackages() throws IOException {
        debian = built(NAME + "_*_all.deb");
        archive = built(NAME + "-*.tar.gz");
    }

    private static Path built(String glob) throws IOException {
        try (var found = Files.newDirectoryStream(TARGET, glob)) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            assertThat(files).as("%s of mvn -Ppackage package", glob).hasSize(1);
            return files.get(0);
        }
    }

    @Test
    void debianPackage_isInstalled_runs_isUpgraded_andLeavesNothing() throws Exception {
        Path root = emptyRoot();
        List<String> before = files(root);
        dpkg(root, "--install", debian.toString());
        assertInstalled(root);
        try (Simulator cloud = Simulator.start(Scenario.named("quiet"))) {
            String configuration = configure(root, cloud);
            assertServes(root);
            assertWritesTextfile(root);
            assertArchiveIsRenewed(root);

            dpkg(root, "--install", newerPackage().toString());
            assertThat(root.resolve("etc/" + NAME + "/exporter.conf")).hasContent(configuration);
        }

        dpkg(root, "--remove", NAME);
        assertThat(root.resolve("etc/" + NAME + "/exporter.conf")).exists();
        assertThat(root.resolve("usr/share/" + NAME)).doesNotExist();
        assertThat(root.resolve("var/cache/" + NAME + "/" + NAME + ".jsa")).doesNotExist();

        dpkg(root, "--purge", NAME);
        assertThat(files(root)).isEqualTo(before);
        assertThat(Files.readString(root.resolve("etc/passwd"))).doesNotContain(NAME);
        assertThat(Files.readString(root.resolve("etc/group"))).doesNotContain(NAME);
    }

    /** The recipe of docs/running.md, as typed. */
    private static void assertWritesTextfile(Path root) throws Exception {
        String document = Files.readString(Path.of("docs/running.md"));
        String recipe = document.replaceFirst("(?s).*```sh\n(file=/var/lib/prometheus.*?)```.*", "$1")
                .replace("/var/lib/prometheus/node-exporter", directory.toString())
                .replace("=/etc/", "=" + root + "/etc/")
                .replace("smart-connect-exporter once", root + "/usr/bin/smart-connect-exporter once");
        succeed(List.of("sh", "-ec", recipe));

        Path textfile = directory.resolve("smart-connect.prom");
        assertThat(Files.readAllLines(textfile)).allMatch(line -> line.matches("(# (HELP|TYPE) )?smartconnect_.*"));
        assertThat(textfile).content().contains("smartconnect_target_up{target=\"shop\"} 1");
        assertThat(succeed(List.of("sh", "-c", "promtool check metrics < " + textfile)))
                .isEmpty();
    }

    /** A new Java under /usr/lib/jvm sets off the trigger. */
    private static void assertArchiveIsRenewed(Path root) throws Exception {
        Path classes = root.resolve("var/cache/" + NAME + "/" + NAME + ".jsa");
        Files.delete(classes);
        succeed(List.of("dpkg-trigger", "--root=" + root, "--by-package=" + NAME, "/usr/lib/jvm"));
        dpkg(root, "--triggers-only", NAME);
        assertThat(classes).isNotEmptyFile();
    }

    private static Path emptyRoot() throws IOException {
        Path root = directory.resolve("root");
        for (String needed : List.of("etc", "var/lib/dpkg/info", "var/lib/dpkg/updates")) {
            Files.createDirectories(root.resolve(needed));
        }
        Files.writeString(root.resolve("var/lib/dpkg/status"), INSTALLED);
        Files.createFile(root.resolve("var/lib/dpkg/info/base.list"));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\n");
        return root;
    }

    /** All files but those of dpkg and the backups that the programs for users keep. */
    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(root::relativize)
                    .map(Path::toString)
                    .filter(path -> !path.startsWith("var/lib/dpkg"))
                    .filter(path -> !path.matches("etc/(g?shadow|(passwd|group|g?shadow)-|\\.pwd\\.lock)"))
                    .sorted()
                    .toList();
        }
    }

    private static void dpkg(Path root, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("dpkg", "--root=" + root, "--force-script-chrootless", "--force-confold"));
        command.addAll(List.of(arguments));
        succeed(command);
    }

    private static String succeed(List<String> command) throws Exception {
        FinishedCommand finished = FinishedCommand.run(command.toArray(String[]::new));
        assertThat(finished.status())
                .as(() -> command + "\n" + finished.output())
                .isZero();
        return finished.output();
    }

    private static void assertInstalled(Path root) throws IOException {
        Path configuration = root.resolve("etc/" + NAME);
        Object group = Files.getAttribute(configuration, "unix:gid");
        assertThat(Files.readString(root.resolve("etc/group"))).contains("\n" + NAME + ":x:" + group + ":");
        assertThat(Files.readString(root.resolve("etc/passwd")))
                .containsPattern("(?m)^" + NAME + ":.*:/usr/sbin/nologin$");
        assertThat(mode(configuration)).isEqualTo("rwxr-x---");
        assertThat(mode(root.resolve("etc/default/" + NAME))).isEqualTo("rw-------");
        assertThat(root.resolve("var/cache/" + NAME + "/" + NAME + ".jsa")).isNotEmptyFile();
        assertThat(root.resolve("usr/share/man/man1/" + NAME + ".1.gz")).exists();
        assertThat(root.resolve("usr/share/bash-completion/completions/" + NAME))
                .exists();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String configure(Path root, Simulator cloud) throws IOException {
        Path secret = Files.writeString(root.resolve("etc/" + NAME + "/secret-key"), cloud.secretKey());
        Path state = Files.createDirectories(root.resolve("var/lib/" + NAME)).resolve("state");
        String text = """
                smart-connect-exporter {
                  targets = [{
                    name = "shop", endpoint = "%s", project-id = "%s"
                    credentials { access-key = "%s", secret-key-file = "%s" }
                  }]
                  lag.state-file = "%s"
                }
                """.formatted(cloud.url(), cloud.projectId(), cloud.accessKey(), secret, state);
        Files.writeString(root.resolve("etc/" + NAME + "/exporter.conf"), text);
        return text;
    }

    /** Runs the command of the unit, and takes the place of systemd, to which the exporter reports that it is ready. */
    private static void assertServes(Path root) throws Exception {
        int port = Ports.free(1).get(0);
        Path socket = directory.resolve("notify");
        try (TestProcess systemd = TestProcess.of(
                        directory.resolve("notify.log"), List.of("python3", "-c", NOTIFIED, socket.toString()));
                TestProcess exporter = TestProcess.of(
                        directory.resolve("exporter.log"),
                        List.of(
                                root.resolve("usr/bin/" + NAME).toString(),
                                "serve",
                                "--config.file=" + root.resolve("etc/" + NAME + "/exporter.conf"),
                                "--web.listen-address=127.0.0.1:" + port),
                        Map.of("NOTIFY_SOCKET", socket.toString()))) {
            assertThat(systemd.process().waitFor(60, TimeUnit.SECONDS))
                    .as(exporter::text)
                    .isTrue();
            assertThat(systemd.text()).isEqualTo("READY=1\n");
            assertThat(metrics(port)).contains("smartconnect_target_up{target=\"shop\"} 1");
        }
        assertThat(root.resolve("var/lib/" + NAME + "/state")).isNotEmptyFile();
    }

    private static String metrics(int port) throws Exception {
        HttpRequest scrape = HttpRequest.newBuilder(TestProcess.loopback(port).resolve("/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(scrape, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The package of a later version, with another configuration. */
    private static Path newerPackage() throws Exception {
        Path content = directory.resolve("newer");
        Path newer = directory.resolve("newer.deb");
        succeed(List.of("dpkg-deb", "--raw-extract", debian.toString(), content.toString()));
        Path control = content.resolve("DEBIAN/control");
        Files.writeString(control, Files.readString(control).replaceFirst("(?m)^Version: .*", "Version: 999"));
        Path configuration = content.resolve("etc/" + NAME + "/exporter.conf");
        Files.writeString(configuration, Files.readString(configuration) + "# newer\n");
        succeed(List.of("dpkg-deb", "--root-owner-group", "-Znone", "--build", content.toString(), newer.toString()));
        return newer;
    }

    @Test
    void lintian_findsNothing() throws Exception {
        assertThat(succeed(List.of(
                        "lintian", "--allow-root", "--fail-on", "error,warning,info,pedantic", debian.toString())))
                .isEmpty();
    }

    @Test
    void unit_isValid_andHardened() throws Exception {
        Path content = Files.createDirectory(directory.resolve("unit"));
        succeed(List.of("dpkg-deb", "--extract", debian.toString(), content.toString()));
        Path packaged = content.resolve("usr/lib/systemd/system/" + NAME + ".service");
        Path unit = Files.writeString(
                directory.resolve(NAME + ".service"),
                Files.readString(packaged).replaceAll("=(-?)/usr/(bin|share)/", "=$1" + content + "/usr/$2/"));

        assertThat(succeed(List.of("systemd-analyze", "verify", "--man=no", unit.toString())))
                .isEmpty();
        succeed(List.of("systemd-analyze", "security", "--offline=true", "--threshold=20", packaged.toString()));
        assertThat(Files.readString(packaged))
                .contains("Type=notify", "ExecReload=/bin/kill -HUP $MAINPID", "StateDirectory=", "LoadCredential=");
    }

    @Test
    void archive_runsWhereItIsUnpacked_andItsManualHasNoWarnings() throws Exception {
        Path content = Files.createDirectory(directory.resolve("archive"));
        succeed(List.of("tar", "-xzf", archive.toString(), "-C", content.toString(), "--strip-components=1"));
        for (String part : List.of(
                "LICENSE",
                "NOTICE",
                "config/alloy/config.alloy",
                "config/otel-collector.yaml",
                "rules",
                "dashboards",
                "completion",
                NAME + ".cdx.json")) {
            assertThat(content.resolve(part)).exists();
        }
        assertThat(succeed(List.of(content.resolve("lib/create-archive").toString())))
                .isEmpty();
        assertThat(content.resolve("lib/" + NAME + ".jsa")).isNotEmptyFile();
        assertThat(succeed(List.of(content.resolve("bin/" + NAME).toString(), "--version")))
                .startsWith(NAME + " ");

        List<String> groff = new ArrayList<>(List.of("groff", "-t", "-man", "-ww", "-z", "-Tutf8"));
        try (Stream<Path> pages = Files.list(content.resolve("man/man1"))) {
            pages.sorted().map(Path::toString).forEach(groff::add);
        }
        assertThat(groff)
                .contains(content.resolve("man/man1/" + NAME + "-serve.1").toString());
        assertThat(succeed(groff)).isEmpty();
    }
}
