package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {

    private static final long START = 1_772_323_200_000L;
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final int HEADER = 5;
    private static final int CHECKSUM = 4;

    @AutoClose
    private final LogCapture log = new LogCapture(StateFile.class);

    @TempDir
    private Path directory = Path.of("");

    private Path file() {
        return directory.resolve("state");
    }

    private StateFile stateFile() {
        return new StateFile(file());
    }

    private static OffsetHistory observe(OffsetHistories histories, String topic, long partition, long time, long end) {
        return histories.observe(topic, partition, time, end, OptionalLong.empty());
    }

    private static OffsetHistories someHistories() {
        OffsetHistories histories = new OffsetHistories();
        observe(histories, "orders", 0, START, 100);
        observe(histories, "orders", 0, START + MINUTE, 250);
        observe(histories, "orders", 7, START + MINUTE, Long.MAX_VALUE);
        return histories;
    }

    private static OffsetHistories histories(Map<String, OffsetHistories> byInstanceId, String instance) {
        return Optional.ofNullable(byInstanceId.get(instance)).orElseThrow();
    }

    private static OffsetHistory history(OffsetHistories histories, long partition) {
        return Optional.ofNullable(histories.byTopic().get("orders"))
                .map(topic -> topic.get(partition))
                .orElseThrow();
    }

    private byte[] written() throws IOException {
        stateFile().write(Map.of("i", someHistories()));
        return Files.readAllBytes(file());
    }

    private Map<String, OffsetHistories> read() {
        return stateFile().read(START + MINUTE);
    }

    private Map<String, OffsetHistories> readFrom(byte[] content) throws IOException {
        Files.write(file(), content);
        return read();
    }

    private List<ILoggingEvent> warnings() {
        return log.events().stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
    }

    private void assertRefused(String reason) {
        log.forget();
        assertThat(read()).isEmpty();
        assertThat(log.events()).hasSize(1);
        assertThat(warnings()).singleElement().satisfies(event -> {
            assertThat(event.getMessage()).isEqualTo("state file can't be used: lag times are lower bounds at first");
            assertThat(event.getKeyValuePairs().get(0)).hasToString("file=\"" + file() + "\"");
            assertThat(event.getKeyValuePairs().get(1).key).isEqualTo("error");
            assertThat(event.getKeyValuePairs().get(1).value).asString().contains(reason);
        });
    }

    private void assertRefused(String reason, byte[] content) throws IOException {
        Files.write(file(), content);
        assertRefused(reason);
    }

    /** Those bytes, and the checksum that makes them credible. */
    private static byte[] sealed(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return ByteBuffer.allocate(content.length + CHECKSUM)
                .put(content)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A credible file with these bytes after its header. */
    private static byte[] sealedBody(int... bytes) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        out.writeInt(StateWriter.MAGIC);
        out.writeByte(StateWriter.VERSION);
        for (int each : bytes) {
            out.writeByte(each);
        }
        return sealed(content.toByteArray());
    }

    @Test
    void histories_giveTheSameAges_whenReadAgain() {
        SplittableRandom random = new SplittableRandom(1);
        OffsetHistories histories = new OffsetHistories();
        long end = Long.MAX_VALUE / 2;
        long time = START;
        for (int poll = 0; poll < 7 * 24 * 60; poll++) {
            time += MINUTE;
            end += random.nextBoolean() ? 0 : random.nextLong(1_000_000);
            observe(histories, "orders", 0, time, end);
            observe(histories, "orders", 1, time, 42);
        }

        stateFile().write(Map.of("i", histories, "j", someHistories()));
        Map<String, OffsetHistories> read = stateFile().read(time);

        OffsetHistory before = observe(histories, "orders", 0, time, end);
        OffsetHistory after = history(histories(read, "i"), 0);
        assertThat(after.points().size()).isEqualTo(before.points().size()).isGreaterThan(100);
        for (int draw = 0; draw < 10_000; draw++) {
            long offset = Long.MAX_VALUE / 2 - 1_000 + random.nextLong(end - Long.MAX_VALUE / 2 + 2_000);
            assertThat(after.age(offset, time + MINUTE)).isEqualTo(before.age(offset, time + MINUTE));
        }
        assertThat(history(histories(read, "i"), 1).age(42, time)).contains(LagTime.NONE);
        assertThat(read).containsOnlyKeys("i", "j");
        assertThat(histories(read, "i").restarts()).isZero();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void histories_goOn_whereTheyWereSaved() throws IOException {
        Map<String, OffsetHistories> read = readFrom(written());

        OffsetHistory history = observe(histories(read, "i"), "orders", 0, START + 2 * MINUTE, 260);

        assertThat(history.age(175, START + 2 * MINUTE).orElseThrow().seconds()).isBetween(89.0, 91.0);
    }

    /** A file of this version must be readable, whoever wrote it. */
    @Test
    void file_hasTheFormOfItsVersion() throws IOException {
        OffsetHistories histories = new OffsetHistories();
        observe(histories, "orders", 3, 1_000, 200);
        observe(histories, "orders", 3, 61_000, 200);
        observe(histories, "orders", 3, 121_000, Long.MAX_VALUE);
        stateFile().write(Map.of("i", histories));

        assertThat(Files.readAllBytes(file()))
                .asHexString()
                .isEqualTo("53434C48" + "02" + "01" + "0169" + "01" + "066F7264657273" + "03" + "03" + "E807" + "C801"
                        + "E0D403" + "00" + "E0D403" + "B7FEFFFFFFFFFFFF7F" + "00" + "777B6A92");
        OffsetHistory read = history(histories(stateFile().read(121_000), "i"), 3);
        Decoded points = new Decoded(read.points());
        assertThat(points.times).containsExactly(1_000, 61_000, 121_000);
        assertThat(points.ends).containsExactly(200, 200, Long.MAX_VALUE);
    }

    @Test
    void fileOfVersionOne_isRead_withoutWindows() throws IOException {
        byte[] old = HexFormat.of()
                .parseHex("53434C48" + "01" + "01" + "0169" + "01" + "066F7264657273" + "03" + "03" + "E807" + "C801"
                        + "E0D403" + "00" + "E0D403" + "B7FEFFFFFFFFFFFF7F" + "1EB6877D");
        Files.write(file(), old);

        OffsetHistories read = histories(stateFile().read(121_000), "i");
        assertThat(new Decoded(history(read, 3).points()).ends).containsExactly(200, 200, Long.MAX_VALUE);
        assertThat(read.takeWindows()).isEmpty();
    }

    @Test
    void windows_areKept() {
        OffsetHistories histories = new OffsetHistories();
        observe(histories, "orders", 3, 1_000, 200);
        histories.saveWindows(() -> new byte[] {1, 2, 3});
        histories.captureWindows();
        stateFile().write(Map.of("i", histories));

        assertThat(histories(stateFile().read(121_000), "i").takeWindows()).containsExactly(1, 2, 3);
    }

    @Test
    void nothing_isReadAsNothing() {
        stateFile().write(Map.of());
        assertThat(read()).isEmpty();

        stateFile().write(Map.of("i", new OffsetHistories()));
        assertThat(read()).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void missingFile_isNoReasonToWarn() {
        assertThat(read()).isEmpty();

        assertThat(log.events())
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.INFO));
    }

    @Test
    void write_replacesWhatWasThere_forItsOwnerOnly() throws IOException {
        written();
        Files.writeString(directory.resolve("state.new"), "left behind");

        assertThat(readFrom(written())).containsOnlyKeys("i");

        assertThat(directory).isDirectoryContaining("glob:**state").isDirectoryNotContaining("glob:**.new");
        if (file().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void write_followsNoLink_besideTheFile() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.createSymbolicLink(directory.resolve("state.new"), precious);

        stateFile().write(Map.of("i", someHistories()));

        assertThat(precious).hasContent("precious");
        assertThat(read()).containsOnlyKeys("i");
    }

    @Test
    void truncatedFile_isRefused_whereverItEnds() throws IOException {
        byte[] whole = written();
        for (int length = 1; length < whole.length; length++) {
            assertRefused("it ends too early", Arrays.copyOf(whole, length));
        }
        assertThat(readFrom(whole)).containsOnlyKeys("i");
    }

    @Test
    void damagedFile_isRefused_whicheverByteIsAnother() throws IOException {
        byte[] whole = written();
        for (int index = 0; index < whole.length; index++) {
            for (int flip : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
                byte[] damaged = whole.clone();
                damaged[index] ^= (byte) flip;
                assertRefused("", damaged);
            }
        }
    }

    @Test
    void longerFile_isRefused() throws IOException {
        byte[] whole = written();

        assertRefused("something follows its end", Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void anotherFile_isRefused() throws IOException {
        assertRefused("it is no state file", "smart-connect-exporter { }".getBytes(StandardCharsets.UTF_8));
        assertRefused("it is no state file", Arrays.copyOf(new byte[] {0, 1}, 1_000));
    }

    @Test
    void anotherVersion_isRefused() throws IOException {
        byte[] whole = written();
        byte[] newer = Arrays.copyOf(whole, whole.length - CHECKSUM);
        newer[HEADER - 1]++;

        assertRefused("it is of version 3, not 2", sealed(newer));
    }

    @Test
    void wrongChecksum_isRefused() throws IOException {
        byte[] whole = written();
        whole[whole.length - 1]++;

        assertRefused("its checksum is wrong", whole);
    }

    @Test
    void fileFromTheFuture_isRefused() throws IOException {
        byte[] whole = written();
        Files.write(file(), whole);

        assertThat(stateFile().read(START + MINUTE)).isNotEmpty();
        assertThat(stateFile().read(START + MINUTE - 1)).isEmpty();
        assertThat(warnings())
                .singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs())
                        .extracting(Object::toString)
                        .contains("error=\"it has a point from the future\""));
    }

    @Test
    void absurdCounts_areRefused() throws IOException {
        int[] huge = {0xFF, 0xFF, 0xFF, 0xFF, 0x7F};
        int[] negative = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01};

        for (int[] absurd : List.of(huge, negative)) {
            assertRefused("too many instances", sealedBody(absurd));
            assertRefused("too many letters", sealedBody(join(new int[] {1}, absurd)));
            assertRefused("too many partitions", sealedBody(join(new int[] {1, 1, 'i'}, absurd)));
            assertRefused("too many letters", sealedBody(join(new int[] {1, 1, 'i', 1}, absurd)));
            assertRefused("too many points", sealedBody(join(new int[] {1, 1, 'i', 1, 1, 't', 0}, absurd)));
        }
    }

    @Test
    void partitionsOfAllInstances_haveALimit() throws IOException {
        int instances = StateWriter.MOST_PARTITIONS / OffsetHistories.MOST_PARTITIONS;

        assertRefused("its checksum is wrong", unsealed(instances, OffsetHistories.MOST_PARTITIONS));
        assertRefused("too many partitions", unsealed(instances + 1, OffsetHistories.MOST_PARTITIONS));
    }

    /** A file of instances with this number of empty histories each, and with a wrong checksum. */
    private static byte[] unsealed(int instances, int partitions) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(content);
        out.writeInt(StateWriter.MAGIC);
        out.writeByte(StateWriter.VERSION);
        out.writeByte(instances);
        for (int instance = 0; instance < instances; instance++) {
            out.write(new byte[] {1, 'i'});
            out.write(new byte[] {(byte) (partitions | 0x80), (byte) (partitions >> 7 | 0x80), (byte) (partitions >> 14)
            });
            for (int partition = 0; partition < partitions; partition++) {
                out.write(new byte[] {1, 't', 0, 0});
            }
            out.writeByte(0);
        }
        out.writeInt(-1);
        return content.toByteArray();
    }

    @Test
    void endlessNumber_isRefused() throws IOException {
        int[] endless = new int[20];
        Arrays.fill(endless, 0x80);

        assertRefused("too many digits", sealedBody(endless));
    }

    private static int[] join(int[] first, int[] second) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void pointsOutOfOrder_areRefused() throws IOException {
        int[] history = {1, 1, 'i', 1, 1, 't', 0, 2, 5, 5};
        int[] minusOne = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01};

        assertRefused("out of order", sealedBody(join(history, new int[] {0, 1})));
        assertRefused("out of order", sealedBody(join(history, join(minusOne, new int[] {1}))));
        assertRefused("out of order", sealedBody(join(history, join(new int[] {1}, minusOne))));
        Files.write(file(), sealedBody(join(history, new int[] {1, 1, 0})));
        assertThat(stateFile().read(10)).containsOnlyKeys("i");
    }

    @Test
    void fileThatIsTooLarge_isRefused() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength(StateWriter.LARGEST + 1L);
        }

        assertRefused("bytes");
    }

    @Test
    void directory_isRefused() throws IOException {
        Files.createDirectory(file());

        assertRefused("it is no regular file");
    }

    @Test
    void link_isRefused_andLeftAlone() throws IOException {
        stateFile().write(Map.of("i", someHistories()));
        Path precious = Files.move(file(), directory.resolve("precious"));
        byte[] before = Files.readAllBytes(precious);
        Files.createSymbolicLink(file(), precious);

        assertRefused("it is no regular file");
        stateFile().write(Map.of());

        assertThat(file()).isSymbolicLink();
        assertThat(precious).hasBinaryContent(before);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void emptyDirectory_isLeftAlone() throws IOException {
        Files.createDirectory(file());

        stateFile().write(Map.of("i", someHistories()));

        assertThat(file()).isEmptyDirectory();
        assertThat(warnings())
                .singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs())
                        .extracting(Object::toString)
                        .contains("error=\"it is no regular file\""));
    }

    @Test
    void fileOfAnotherProgram_isToldOnce_andLeftAlone() throws IOException {
        Files.writeString(file(), "smart-connect-exporter { }");
        StateFile stateFile = stateFile();

        assertThat(stateFile.read(START)).isEmpty();
        stateFile.write(Map.of());

        assertThat(warnings()).hasSize(1);
        assertThat(file()).hasContent("smart-connect-exporter { }");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 100_000})
    void blankFile_asAfterAPowerFailure_isReplaced_afterOneWarningThatNamesIt(int zeros) throws IOException {
        Files.write(file(), new byte[zeros]);
        StateFile stateFile = stateFile();

        assertRefused("it holds no data, as after a power failure");
        log.forget();
        assertThat(stateFile.read(START)).isEmpty();
        stateFile.write(Map.of("i", someHistories()));

        assertThat(warnings()).hasSize(1);
        assertThat(read()).containsOnlyKeys("i");
    }

    @Test
    void damagedFile_isReplaced_andOnlyTheDamageIsLogged() throws IOException {
        Files.write(file(), Arrays.copyOf(written(), HEADER));
        StateFile stateFile = stateFile();

        assertThat(stateFile.read(START)).isEmpty();
        stateFile.write(Map.of("i", someHistories()));

        assertThat(log.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
        assertThat(read()).containsOnlyKeys("i");
    }

    @Test
    void fileThatOnlyBeginsWithZeros_isLeftAlone() throws IOException {
        byte[] content = new byte[100];
        content[99] = 1;
        Files.write(file(), content);

        stateFile().write(Map.of());

        assertThat(file()).hasBinaryContent(content);
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void directory_isToldOnce_byReadingAndWriting() throws IOException {
        Files.createDirectory(file());
        StateFile stateFile = stateFile();

        assertThat(stateFile.read(START)).isEmpty();
        stateFile.write(Map.of());

        assertThat(warnings()).hasSize(1);
    }

    @Test
    void missingDirectory_isToldAtOnce_andOnlyOnce() {
        StateFile stateFile = new StateFile(directory.resolve("missing").resolve("state"));

        assertThat(stateFile.read(START)).isEmpty();
        assertThat(warnings()).hasSize(1);
        stateFile.write(Map.of());

        assertThat(log.events()).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getMessage()).isEqualTo("state file can't be written");
            assertThat(event.getKeyValuePairs())
                    .extracting(Object::toString)
                    .contains("error=\"its directory does not exist\"");
        });
    }

    @Test
    void historiesOlderThanAWeek_areForgotten() {
        OffsetHistories histories = new OffsetHistories();
        observe(histories, "orders", 0, START, 1);
        observe(histories, "orders", 1, START, 1);
        observe(histories, "orders", 1, START + DAY, 2);
        observe(histories, "orders", 1, START + 3 * DAY, 3);
        OffsetHistories old = new OffsetHistories();
        observe(old, "orders", 0, START, 1);
        stateFile().write(Map.of("i", histories, "old", old));

        Map<String, OffsetHistories> read = stateFile().read(START + 9 * DAY);

        assertThat(read).containsOnlyKeys("i");
        assertThat(histories(read, "i").size()).isEqualTo(1);
        assertThat(history(histories(read, "i"), 1).points().size()).isEqualTo(2);
        assertThat(history(histories(read, "i"), 1).age(2, START + 9 * DAY)).contains(new LagTime(7 * 86_400, false));
        assertThat(warnings()).isEmpty();
    }

    @Test
    void namesThatAreTooLong_areLeftOut() {
        OffsetHistories histories = someHistories();
        observe(histories, "x".repeat(StateWriter.LONGEST_TEXT + 1), 0, START, 1);
        observe(histories, "x".repeat(StateWriter.LONGEST_TEXT), 0, START, 1);
        stateFile().write(Map.of("i", histories, "é".repeat(StateWriter.LONGEST_TEXT), histories));

        Map<String, OffsetHistories> read = read();

        assertThat(read).containsOnlyKeys("i");
        assertThat(histories(read, "i").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "file"})
    void failingWrites_areToldOnce_untilOneSucceeds(String name) throws IOException {
        Files.writeString(directory.resolve("file"), "in the way");
        Path parent = directory.resolve(name);
        Path path = parent.resolve("state");
        StateFile stateFile = new StateFile(path);
        for (int round = 0; round < 2; round++) {
            log.forget();
            stateFile.write(Map.of());
            stateFile.write(Map.of());
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.WARN);
                assertThat(event.getMessage()).isEqualTo("state file can't be written");
                assertThat(event.getKeyValuePairs().get(0)).hasToString("file=\"" + path + "\"");
            });

            Files.deleteIfExists(parent);
            Files.createDirectory(parent);
            stateFile.write(Map.of());
            stateFile.write(Map.of());
            assertThat(log.events()).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);

            Files.delete(path);
            Files.delete(parent);
        }
    }

    @Test
    void failingWrite_leavesNothingBehind() throws IOException {
        Files.createDirectory(file());
        Files.writeString(file().resolve("content"), "in the way");

        stateFile().write(Map.of("i", someHistories()));

        assertThat(warnings()).hasSize(1);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
        assertThat(file().resolve("content")).exists();
    }

    @Test
    void failingWrite_leavesTheFileAsItWas() throws IOException {
        byte[] before = written();
        Map<String, OffsetHistories> tooMany = new HashMap<>();
        for (int instance = 0; instance <= StateWriter.MOST_INSTANCES; instance++) {
            tooMany.put("i" + instance, someHistories());
        }

        stateFile().write(tooMany);

        assertThat(file()).hasBinaryContent(before);
        assertThat(warnings())
                .singleElement()
                .satisfies(event -> assertThat(event.getKeyValuePairs())
                        .extracting(Object::toString)
                        .contains("error=\"java.io.IOException: more than 100000 instances\""));
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void observations_goOn_whileTheFileIsWritten() {
        OffsetHistories histories = new OffsetHistories();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> observer = CompletableFuture.runAsync(() -> observeUntil(done, histories));
        long now = START + 6 * DAY;
        for (int round = 0; round < 100; round++) {
            stateFile().write(Map.of("i", histories));
            for (OffsetHistories read : stateFile().read(now).values()) {
                read.byTopic()
                        .values()
                        .forEach(topic -> topic.forEach((partition, history) ->
                                assertThat(history.age(0, now)).isPresent()));
            }
        }
        done.set(true);

        assertThat(observer).succeedsWithin(Duration.ofMinutes(1));
        assertThat(warnings()).isEmpty();
    }

    /** Partitions that come, go on, and begin anew. */
    private static void observeUntil(AtomicBoolean done, OffsetHistories histories) {
        SplittableRandom random = new SplittableRandom(2);
        for (long poll = 0; !done.get(); poll++) {
            observe(histories, "orders", random.nextInt(200), START + poll, random.nextLong(1_000_000));
        }
    }
}
