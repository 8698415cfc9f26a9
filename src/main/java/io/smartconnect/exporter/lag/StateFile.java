package io.smartconnect.exporter.lag;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that keeps histories across restarts. A problem with it is logged once, and costs only the histories: neither method
 * throws. Both block. Safe for use by several threads.
 */
public final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private static final String NO_DIRECTORY = "its directory does not exist";
    private static final String NO_PERMISSION = "no permission";

    private final Path file;
    private final Path beside;
    private boolean failing;

    /**
     * A state file, which may not exist yet. The path with {@code .new} appended must be free. A device, a link or a file of another
     * program is left alone.
     */
    public StateFile(Path file) {
        this.file = file.toAbsolutePath();
        this.beside = Path.of(this.file + ".new");
    }

    /**
     * The saved histories by instance, without points older than a week at {@code now}, in milliseconds since 1970. Empty if there
     * is no file, or if the file is damaged or has points later than {@code now}.
     */
    public synchronized Map<String, OffsetHistories> read(long now) {
        try {
            Map<String, OffsetHistories> byInstanceId = content(now);
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("instances", byInstanceId.size())
                    .log("state file was read");
            return byInstanceId;
        } catch (NoSuchFileException missing) {
            logMissing();
        } catch (IOException | RuntimeException unusable) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("error", words(unusable))
                    .log("state file can't be used: lag times are lower bounds at first");
            failing = !isReplaceable();
        }
        return Map.of();
    }

    /**
     * Replaces the content of the file, as a whole or not at all. Logs a failure unless the last attempt failed too.
     *
     * @return whether the content was replaced
     */
    public synchronized boolean write(Map<String, OffsetHistories> byInstanceId) {
        try {
            replace(byInstanceId);
            if (failing) {
                LOG.atInfo().addKeyValue("file", file).log("state file can be written again");
            }
            failing = false;
            return true;
        } catch (IOException | RuntimeException unwritten) {
            logUnwritten(words(unwritten));
            return false;
        }
    }

    /** Logs a mistake in the path at once, not only after the first attempt to write. */
    private void logMissing() {
        Path directory = file.resolveSibling("");
        if (!Files.isDirectory(directory)) {
            logUnwritten(NO_DIRECTORY);
        } else if (!Files.isWritable(directory)) {
            logUnwritten(NO_PERMISSION);
        } else {
            LOG.atInfo().addKeyValue("file", file).log("no state file yet");
        }
    }

    private void logUnwritten(String error) {
        if (!failing) {
            LOG.atWarn().addKeyValue("file", file).addKeyValue("error", error).log("state file can't be written");
        }
        failing = true;
    }

    private Map<String, OffsetHistories> content(long now) throws IOException {
        BasicFileAttributes attributes = attributes();
        requireRegular(attributes);
        if (attributes.size() > StateWriter.LARGEST) {
            throw new StreamCorruptedException("it has " + attributes.size() + " bytes");
        }
        if (isBlank()) {
            throw new StreamCorruptedException("it holds no data, as after a power failure");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new StateReader(in, now).read();
        }
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static void requireRegular(BasicFileAttributes attributes) throws StreamCorruptedException {
        if (!attributes.isRegularFile()) {
            throw new StreamCorruptedException("it is no regular file");
        }
    }

    private void replace(Map<String, OffsetHistories> byInstanceId) throws IOException {
        requireReplaceable();
        Files.deleteIfExists(beside);
        try {
            writeBeside(byInstanceId);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private boolean isReplaceable() {
        try {
            requireReplaceable();
            return true;
        } catch (IOException irreplaceable) {
            return false;
        }
    }

    /** Refuses to overwrite any file but a state file or a blank one: a mistyped path must not destroy another file. */
    private void requireReplaceable() throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        requireRegular(attributes());
        if (isBlank()) {
            return;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readInt() != StateWriter.MAGIC) {
                throw new StreamCorruptedException(StateReader.NO_STATE_FILE);
            }
        }
    }

    /** True if the file is empty or holds only zeros. A power failure can leave either. */
    private boolean isBlank() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int next = 0;
            while (next == 0) {
                next = in.read();
            }
            return next < 0;
        }
    }

    private void writeBeside(Map<String, OffsetHistories> byInstanceId) throws IOException {
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(beside, newFile, forOwnerOnly())) {
            new StateWriter(Channels.newOutputStream(channel)).write(byInstanceId);
            channel.force(true);
        }
    }

    private FileAttribute<?>[] forOwnerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String words(Exception trouble) {
        if (trouble instanceof EOFException) {
            return "it ends too early";
        }
        if (trouble instanceof StreamCorruptedException) {
            return String.valueOf(trouble.getMessage());
        }
        if (trouble instanceof NoSuchFileException) {
            return NO_DIRECTORY;
        }
        return trouble instanceof AccessDeniedException ? NO_PERMISSION : trouble.toString();
    }
}
