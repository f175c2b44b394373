package org.sextant.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory for the service's own files on this machine. One process at a time locks the directory. */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "sextant.lock";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Creates the directory where it is missing, and locks it.
     *
     * @throws StartupRefusal where another process has locked the directory, or the directory cannot be written
     */
    public static DataDirectory open(Path path) throws IOException {
        prepare(path);
        var channel = lockFile(path);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StartupRefusal("another Sextant already runs on the data directory " + path
                    + ". Stop it, or name another directory in SEXTANT_DATA_DIR.");
        }
        return new DataDirectory(path, channel, lock);
    }

    private static FileChannel lockFile(Path path) {
        try {
            return FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException unwritable) {
            throw unusable(path, unwritable);
        }
    }

    private static StartupRefusal unusable(Path path, IOException failure) {
        return new StartupRefusal("the data directory %s (SEXTANT_DATA_DIR) cannot be used: %s."
                .formatted(path, StartupFailure.reason(failure)));
    }

    /** Never changes the permissions of a non-empty directory, and refuses the PostgreSQL of another program. */
    private static void prepare(Path path) {
        try {
            Files.createDirectories(path);
            if (isEmpty(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            } else if (Files.exists(path.resolve("postgres")) && Files.notExists(path.resolve(LOCK))) {
                throw new StartupRefusal("the directory " + path
                        + " holds a PostgreSQL that is not Sextant's. Name another directory in SEXTANT_DATA_DIR.");
            }
        } catch (IOException unwritable) {
            throw unusable(path, unwritable);
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    /** Absolute where it was opened with an absolute path. */
    public Path path() {
        return path;
    }

    /** Writes a file of mode 0600 in UTF-8, completely or not at all: the content is moved into place atomically. */
    public static void writeSecret(Path file, String content) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        var fresh = Files.createTempFile(
                directory,
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
