package io.smartconnect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds of all fuzz targets, the inputs of earlier findings among them, and mutations of these. */
class FuzzTest {

    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final int MUTATIONS = 200;

    static Stream<String> targets() {
        return FuzzTargets.ALL.keySet().stream();
    }

    @Test
    void everyTarget_hasSeeds_andEverySeedATarget() throws IOException {
        try (Stream<Path> folders = Files.list(SEEDS)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(FuzzTargets.ALL.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(20)
    void seedsAndTheirMutations_areDecodedOrRefused(String name) throws IOException {
        FuzzTarget target = FuzzTargets.ALL.get(name);
        List<byte[]> seeds = seeds(name);
        assertThat(seeds).isNotEmpty();
        Mutator mutator = new Mutator(new Random(name.hashCode()), seeds);
        check(target, new byte[0]);
        for (byte[] seed : seeds) {
            check(target, seed);
            for (int i = 0; i < MUTATIONS; i++) {
                check(target, mutator.mutate(seed));
            }
        }
    }

    private static void check(FuzzTarget target, byte[] bytes) {
        assertThatCode(() -> target.decode(bytes))
                .as(() -> HexFormat.of().formatHex(bytes))
                .doesNotThrowAnyException();
    }

    private static List<byte[]> seeds(String name) throws IOException {
        try (Stream<Path> files = Files.list(SEEDS.resolve(name))) {
            return files.sorted().map(FuzzTest::read).toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
