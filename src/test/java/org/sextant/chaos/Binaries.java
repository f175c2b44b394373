package org.sextant.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.sextant.TestDatabase;

/** Where PostgreSQL's programs are. */
final class Binaries {

    private Binaries() {}

    /** Those of the embedded database, unpacked; {@code initdb}, {@code pg_ctl} and {@code postgres} alone. */
    static Path embedded() throws IOException {
        var found = newest(TestDatabase.BINARIES, "bin");
        if (found.isPresent()) {
            return found.get();
        }
        var scratch = Files.createTempDirectory("sextant-unpack");
        TestDatabase.start(scratch).close();
        return newest(TestDatabase.BINARIES, "bin").orElseThrow();
    }

    /** Those of Debian's package, with which a standby can be made. */
    static Optional<Path> debian() throws IOException {
        return newest(Path.of("/usr/lib/postgresql"), "bin");
    }

    private static Optional<Path> newest(Path directory, String inside) throws IOException {
        if (Files.notExists(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(directory)) {
            return versions.map(version -> version.resolve(inside).toAbsolutePath())
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        }
    }
}
