package org.sextant.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectorySpaceTest {

    @TempDir
    Path directory;

    @Test
    void aDirectoryHasSpaceWhereItsReserveIsFree() {
        assertThat(new DataDirectorySpace(Optional.of(directory), 1).hasSpace()).isTrue();
        assertThat(new DataDirectorySpace(Optional.of(directory), Long.MAX_VALUE).hasSpace())
                .isFalse();
    }

    @Test
    void aDatabaseElsewhereIsNotMeasured() {
        assertThat(new DataDirectorySpace(Optional.empty(), Long.MAX_VALUE).hasSpace())
                .isTrue();
    }
}
