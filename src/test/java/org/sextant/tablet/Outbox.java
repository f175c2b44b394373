package org.sextant.tablet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a tablet has recorded and the server has not confirmed, in files, one an entry. They outlive the app: what was
 * put in is sent, with the id it was put in with, until the server has answered for it.
 */
final class Outbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path waiting;
    private final Path refused;
    private long last;

    /** Opens the outbox in this directory, with what an earlier run of the app left in it. */
    Outbox(Path directory) {
        try {
            waiting = Files.createDirectories(directory.resolve("waiting"));
            refused = Files.createDirectories(directory.resolve("refused"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        last = Math.max(lastIn(waiting), lastIn(refused));
    }

    /** An entry with its number in the order of recording. */
    record Entry(String number, Recorded recorded) {}

    /** Keeps what was recorded. When this returns, it is on the disk. */
    synchronized Entry put(Recorded recorded) {
        var entry = new Entry("%012d".formatted(++last), recorded);
        try {
            var file = Files.write(waiting.resolve(entry.number() + ".part"), JSON.writeValueAsBytes(recorded));
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(file, waiting.resolve(entry.number()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return entry;
    }

    /** What is still to be sent, in the order of recording. */
    List<Entry> waiting() {
        return entries(waiting);
    }

    /** What the server will not take; a person has to look at it. */
    List<Entry> refused() {
        return entries(refused);
    }

    /** Forgets what the server has confirmed. */
    void done(Entry entry) {
        try {
            Files.delete(waiting.resolve(entry.number()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sets aside what the server will not take, however often it is sent. */
    void refuse(Entry entry) {
        try {
            Files.move(
                    waiting.resolve(entry.number()), refused.resolve(entry.number()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Entry> entries(Path directory) {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.toString().endsWith(".part"))
                    .sorted()
                    .map(Outbox::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Entry read(Path file) {
        try {
            return new Entry(file.getFileName().toString(), JSON.readValue(file.toFile(), Recorded.class));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long lastIn(Path directory) {
        return entries(directory).stream()
                .mapToLong(entry -> Long.parseLong(entry.number()))
                .max()
                .orElse(0);
    }
}
