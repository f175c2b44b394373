package org.sextant.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a client was told: each acknowledged record is a line that is on the disk before the client goes on. */
final class ClientLog implements Closeable {

    private final Path file;
    private final FileChannel channel;
    private final Set<UUID> sent = ConcurrentHashMap.newKeySet();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Object disk = new Object();
    private long written;
    private long forced;

    ClientLog(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * A record that the service said it has.
     *
     * @param table where the record must be
     * @param content what its note must say
     * @param request the id of the acknowledged request
     */
    record Acknowledged(UUID id, String table, String content, String request) {

        String line() {
            return String.join("\t", id.toString(), table, content, request) + "\n";
        }

        static Acknowledged of(String line) {
            var parts = line.split("\t", -1);
            return new Acknowledged(UUID.fromString(parts[0]), parts[1], parts[2], parts[3]);
        }
    }

    /** Notes ids before they are sent. */
    void sending(List<UUID> ids) {
        sent.addAll(ids);
    }

    /** Appends records, and returns when the lines are on the disk. Writers that come together share one sync. */
    void acknowledge(List<Acknowledged> records) throws IOException {
        var lines = new StringBuilder();
        records.forEach(record -> lines.append(record.line()));
        var end = write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
        synchronized (disk) {
            if (forced < end) {
                var upTo = writtenSoFar();
                channel.force(false);
                forced = upTo;
            }
        }
        acknowledged.addAndGet(records.size());
    }

    private synchronized long write(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) {
            written += channel.write(lines);
        }
        return written;
    }

    private synchronized long writtenSoFar() {
        return written;
    }

    /** How many records were acknowledged. */
    long acknowledged() {
        return acknowledged.get();
    }

    Set<UUID> sent() {
        return sent;
    }

    /** All acknowledged records, read from the disk. */
    List<Acknowledged> read() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(Acknowledged::of).toList();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
