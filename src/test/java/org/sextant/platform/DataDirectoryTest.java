package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which directory the service makes its own. That another process holds it, takes two processes to show. */
class DataDirectoryTest {

    @TempDir
    Path directory;

    @Test
    void isMadeForThisUserAlone() throws IOException {
        var fresh = directory.resolve("fresh");

        DataDirectory.open(fresh).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsNoDirectoryIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(StartupRefusal.class)
                .hasMessageStartingWith(
                        "the data directory %s (SEXTANT_DATA_DIR) cannot be used: ".formatted(file.resolve("data")))
                .hasMessageNotContaining("\n");
        Files.createDirectories(directory.resolve("taken").resolve("sextant.lock"));
        assertThatThrownBy(() -> DataDirectory.open(directory.resolve("taken")))
                .isInstanceOf(StartupRefusal.class)
                .hasMessageStartingWith("the data directory ");
    }

    @Test
    void somebodyElsesPostgresIsLeftAlone() throws IOException {
        var cluster = Files.createDirectories(directory.resolve("postgres"));
        var theirs = Files.writeString(cluster.resolve("postgresql.conf"), "theirs");

        assertThatThrownBy(() -> DataDirectory.open(directory))
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining("a PostgreSQL that is not Sextant's")
                .hasMessageNotContaining("\n");
        assertThat(theirs).hasContent("theirs");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(cluster);
        }
    }
}
