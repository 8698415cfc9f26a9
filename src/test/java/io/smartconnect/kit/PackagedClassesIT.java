package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Holds the class files of the packaged jar to what class-data archives take, and those that the build rewrites to their rules. */
class PackagedClassesIT {

    private static final int JAVA_6 = 50;

    private final Path jar = Path.of(System.getProperty("jar"));

    @Test
    void classes_areNotTooOldForAnArchive() throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (String name : classes("")) {
                DataInputStream content = new DataInputStream(file.getInputStream(file.getEntry(name)));
                content.skipNBytes(6);
                assertThat(content.readUnsignedShort()).as(name).isGreaterThanOrEqualTo(JAVA_6);
            }
        }
    }

    @Test
    void rewrittenClasses_areAcceptedByTheVerifier() throws Exception {
        List<String> rewritten = classes("picocli/CommandLine");

        try (URLClassLoader packaged =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            assertThat(rewritten).hasSizeGreaterThan(100);
            for (String name : rewritten) {
                Class.forName(name.replace('/', '.').replace(".class", ""), true, packaged);
            }
        }
    }

    private List<String> classes(String prefix) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile());
                Stream<? extends ZipEntry> entries = file.stream()) {
            return entries.map(ZipEntry::getName)
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".class"))
                    .toList();
        }
    }
}
