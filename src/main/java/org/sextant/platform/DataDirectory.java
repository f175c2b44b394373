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

/** The directory that keeps what the service owns on this machine. One process at a time holds it. */
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
     * Makes the directory where it is missing, and takes it.
     *
     * @throws StartupRefusal where another process holds it, or it cannot be written
     */
    public static DataDirectory open(Path path) throws IOException {
        takeOver(path);
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StartupRefusal("another Sextant already runs on the data directory " + path
                    + ". Stop it, or name another directory in SEXTANT_DATA_DIR.");
        }
        return new DataDirectory(path, channel, lock);
    }

    /** What lies in a directory that others use as well is not to be touched, a PostgreSQL of theirs least of all. */
    private static void takeOver(Path path) {
        try {
            Files.createDirectories(path);
            if (isEmpty(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            } else if (Files.exists(path.resolve("postgres")) && Files.notExists(path.resolve(LOCK))) {
                throw new StartupRefusal("the directory " + path
                        + " holds a PostgreSQL that is not Sextant's. Name another directory in SEXTANT_DATA_DIR.");
            }
        } catch (IOException unwritable) {
            throw new StartupRefusal("the data directory " + path + " cannot be made or is not this user's.");
        }
    }

    private static boolean isEmpty(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    public Path path() {
        return path;
    }

    /** Writes a file that only this user can read, whole or not at all. */
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
