package org.sextant.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The clock of the service jumps by an hour while 32 clients write, in both directions. Needs {@code libfaketime}. */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
class ClockJumpIT {

    private static final int BETWEEN = 1000;

    @TempDir
    Path directory;

    @Test
    void theClockJumps() throws Exception {
        var library = library();
        assumeTrue(library.isPresent(), "Skipped: Debian's package libfaketime is not installed");
        var clock = Files.writeString(directory.resolve("clock"), "+0");
        var postgres = Postgres.create(Binaries.embedded(), directory.resolve("postgres"), Site.freePort());
        var environment = Map.of(
                "LD_PRELOAD",
                library.get().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                clock.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
        try (var scene = Scene.start(directory, postgres, environment)) {
            // A clock that is an hour late must refuse tokens of this hour: they come from the future.
            scene.site().takeTokenIssuedBefore(Duration.ofHours(2));
            jump(scene, clock, "+3600");
            jump(scene, clock, "+0");
            jump(scene, clock, "-3600");
            jump(scene, clock, "+0");
        }
    }

    private static void jump(Scene scene, Path clock, String seconds) throws Exception {
        scene.run("clock of the service at " + seconds + " s", 1, BETWEEN, () -> {
            Files.writeString(clock, seconds);
            // The library reads the file once a second.
            Thread.sleep(2000);
            return System.nanoTime();
        });
    }

    private static Optional<Path> library() throws IOException {
        try (var files = Files.find(Path.of("/usr/lib"), 4, (path, is) -> path.endsWith("libfaketimeMT.so.1"))) {
            return files.findFirst();
        }
    }
}
