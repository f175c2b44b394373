package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The disk of PostgreSQL fills while 32 clients write, and has room again later. Needs the right to mount. */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
class FullDiskIT {

    private static final int BETWEEN = 1000;
    private static final Duration FULL = Duration.ofSeconds(15);
    private static final int PIECE = 1 << 16;

    @TempDir
    Path directory;

    @Test
    void theDiskOfTheDataIsFull() throws Exception {
        var disk = disk("data");
        try {
            // The log of transactions stays where there is room.
            var more = List.of("-X", directory.resolve("wal").toString());
            fills("disk of the data full", disk, more);
        } finally {
            unmount(disk);
        }
    }

    @Test
    void theDiskOfTheLogIsFull() throws Exception {
        var disk = disk("wal");
        try {
            fills(
                    "disk of the WAL full",
                    disk,
                    List.of("-X", disk.resolve("wal").toString()));
        } finally {
            unmount(disk);
        }
    }

    private void fills(String name, Path disk, List<String> more) throws Exception {
        var cluster =
                more.get(1).startsWith(disk.toString()) ? directory.resolve("postgres") : disk.resolve("postgres");
        var postgres = Postgres.create(Binaries.embedded(), cluster, Site.freePort(), more);
        try (var scene = Scene.start(directory, postgres, Map.of())) {
            scene.run(name, 1, BETWEEN, () -> {
                var ballast = fill(disk);
                Thread.sleep(FULL.toMillis());
                Files.delete(ballast);
                if (!postgres.isRunning()) {
                    // A full disk of the WAL ends the server.
                    postgres.start();
                }
                return System.nanoTime();
            });
            assertThat(scene.site().service().isRunning()).isTrue();
        }
    }

    /** Takes all room that is left. */
    private static Path fill(Path disk) throws IOException {
        var ballast = disk.resolve("ballast");
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    private Path disk(String name) throws IOException, InterruptedException {
        var disk = Files.createDirectories(directory.resolve("disk-" + name));
        var mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=300m,mode=700", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mount.log").toFile())
                .start();
        assumeTrue(mount.waitFor() == 0, "Skipped: a small disk cannot be mounted without root");
        return disk;
    }

    private static void unmount(Path disk) throws IOException, InterruptedException {
        new ProcessBuilder("umount", disk.toString()).inheritIO().start().waitFor();
    }
}
