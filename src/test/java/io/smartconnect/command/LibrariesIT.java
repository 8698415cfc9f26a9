package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The libraries in the packaged jar: their bill of materials, notices and licenses. */
class LibrariesIT {

    private static final String LICENSES = "META-INF/licenses/";
    private static final Pattern NOTICE_ROW =
            Pattern.compile("(?m)^(?:  contains )?(\\S.*?) {2,}((?:Apache|BSD|MIT|EPL)\\S*) +(\\S.*)$");
    private static final Pattern LICENSE_FILE = Pattern.compile("[\\w.-]+\\.txt");
    private static final Pattern ITS_LICENSE = Pattern.compile("META-INF/([^/]*-)?(LICENSE|NOTICE)[^/]*");
    private static final Pattern RELOCATED = Pattern.compile(".*/(shaded|relocated|repackaged)/.*\\.class");

    private JarFile jar;
    private List<Component> components;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(System.getProperty("jar"));
        components = new JsonObject(text(jar, "META-INF/sbom/application.cdx.json"))
                .getJsonArray("components").stream()
                        .map(component -> new Component((JsonObject) component))
                        .toList();
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void everyFile_isOursOrOfAComponent() {
        Set<String> theirs = new TreeSet<>();
        components.forEach(component -> component.entries().forEach(theirs::add));

        assertThat(names().filter(name -> name.endsWith(".class")))
                .allMatch(name -> name.startsWith("io/smartconnect/") || theirs.contains(name));
    }

    @Test
    void librariesThatOthersContain_areComponents() {
        List<String> packages = components.stream()
                .flatMap(component -> component.property("package").stream())
                .map(name -> name.replace('.', '/'))
                .toList();

        assertThat(packages).isNotEmpty().allMatch(name -> names().anyMatch(file -> file.startsWith(name + "/")));
        assertThat(names().map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
                        .filter(RELOCATED.asMatchPredicate()))
                .isNotEmpty()
                .allMatch(name -> packages.stream().anyMatch(name::startsWith));
    }

    @Test
    void versionsOfContainedLibraries_areThoseOfTheLibraryAround() {
        for (Component contained : components) {
            contained.property("contained-in").ifPresent(around -> {
                Component outer = components.stream()
                        .filter(component -> component.name().equals(around))
                        .findFirst()
                        .orElseThrow();
                assertThat(outer.entries().map(LibrariesIT::packageVersion).flatMap(Optional::stream))
                        .allMatch(version ->
                                !contained.name().startsWith("protobuf") || version.equals(contained.version()));
                assertThat(outer.entries()
                                .filter(name -> name.matches(
                                        "META-INF/maven/" + contained.group() + "/[^/]+/pom\\.properties")))
                        .allMatch(name -> outer.read(name).contains("version=" + contained.version()));
            });
        }
    }

    @Test
    void everyComponent_isInTheNotice() throws IOException {
        List<Matcher> rows = NOTICE_ROW
                .matcher(notice())
                .results()
                .map(row -> matcher(row.group()))
                .toList();

        assertThat(components).allMatch(component -> rows.stream().anyMatch(component::isNamedBy));
    }

    @Test
    void everyLicense_isThere_andNamedInTheNotice() throws IOException {
        Set<String> files = names().filter(name -> name.startsWith(LICENSES) && !name.equals(LICENSES))
                .map(name -> name.substring(LICENSES.length()))
                .collect(Collectors.toSet());

        assertThat(LICENSE_FILE.matcher(notice()).results().map(file -> file.group()))
                .containsExactlyInAnyOrderElementsOf(files);
        Set<String> texts =
                files.stream().map(name -> text(jar, LICENSES + name)).collect(Collectors.toSet());
        assertThat(components)
                .allSatisfy(component -> assertThat(component.ownTerms()).allMatch(terms -> texts.contains(terms)));
    }

    private String notice() throws IOException {
        return text(jar, "META-INF/NOTICE");
    }

    private static Matcher matcher(String row) {
        Matcher matcher = NOTICE_ROW.matcher(row);
        assertThat(matcher.find()).isTrue();
        return matcher;
    }

    private static Optional<String> packageVersion(String name) {
        Matcher version = Pattern.compile(".*_protobuf((?:_\\d+)+)/.*").matcher(name);
        return version.matches() ? Optional.of(version.group(1).substring(1).replace('_', '.')) : Optional.empty();
    }

    private Stream<String> names() {
        return jar.stream().map(ZipEntry::getName);
    }

    private static String text(JarFile jar, String name) {
        try {
            ZipEntry entry = Objects.requireNonNull(jar.getEntry(name), name);
            return new String(jar.getInputStream(entry).readAllBytes(), UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A component of the bill of materials. */
    private record Component(JsonObject json) {

        String name() {
            return json.getString("name");
        }

        String group() {
            return json.getString("group", "");
        }

        String version() {
            return json.getString("version", "");
        }

        Optional<String> property(String name) {
            return json.getJsonArray("properties", JsonArray.of()).stream()
                    .map(JsonObject.class::cast)
                    .filter(property -> property.getString("name").equals("smart-connect-exporter:" + name))
                    .map(property -> property.getString("value"))
                    .findFirst();
        }

        /** True if the row has the name of this component or its group, and one of its licenses. */
        boolean isNamedBy(Matcher row) {
            String full = plain(group() + name());
            return Stream.of(row.group(1).split(","))
                            .map(Component::plain)
                            .anyMatch(part -> !part.isEmpty() && full.contains(part))
                    && json.getJsonArray("licenses").encode().contains("\"" + row.group(2) + "\"");
        }

        private static String plain(String text) {
            return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        }

        /** The names of the files of its jar; none for a library that is in another one's. */
        Stream<String> entries() {
            return open(file -> file.stream().map(ZipEntry::getName).toList()).orElse(List.of()).stream();
        }

        String read(String name) {
            return open(file -> text(file, name)).orElseThrow();
        }

        /** Its notices, and its licenses other than the Apache License. */
        List<String> ownTerms() {
            List<String> terms = new ArrayList<>();
            entries()
                    .filter(ITS_LICENSE.asMatchPredicate())
                    .map(this::read)
                    .filter(text -> !text.contains("http://www.apache.org/licenses/\n")
                            && !text.contains("https://www.apache.org/licenses/\n"))
                    .forEach(terms::add);
            return terms;
        }

        private <T> Optional<T> open(Function<JarFile, T> reading) {
            if (property("contained-in").isPresent()) {
                return Optional.empty();
            }
            String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            String file = Stream.of(path.split(File.pathSeparator))
                    .filter(entry -> Path.of(entry).endsWith(name() + "-" + version() + ".jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name() + " is not on the class path"));
            try (JarFile library = new JarFile(file)) {
                return Optional.of(reading.apply(library));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
