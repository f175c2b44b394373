package org.sextant.platform.database;

import io.quarkus.logging.Log;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sextant.platform.EmbeddedDatabase;

/** The space that is left for the embedded PostgreSQL, which stops where it cannot write its log of changes. */
@Singleton
class DataDirectorySpace {

    /** In bytes: four of the files of 16 MiB in which PostgreSQL logs changes before it stores them. */
    private static final long RESERVE = 64L << 20;

    private final Optional<Path> directory;
    private final long reserve;

    @Inject
    DataDirectorySpace(@ConfigProperty(name = EmbeddedDatabase.DIRECTORY) Optional<Path> directory) {
        this(directory, RESERVE);
    }

    /** @param reserve in bytes */
    DataDirectorySpace(Optional<Path> directory, long reserve) {
        this.directory = directory;
        this.reserve = reserve;
    }

    /** True where the reserve is free, and where the database is on another machine. */
    boolean hasSpace() {
        try {
            return directory.isEmpty() || Files.getFileStore(directory.get()).getUsableSpace() >= reserve;
        } catch (IOException unknown) {
            Log.debug("The space of the data directory is not known", unknown);
            return true;
        }
    }
}
