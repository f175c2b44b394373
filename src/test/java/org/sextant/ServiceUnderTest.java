package org.sextant;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.sextant.identity.DemoIdentity;
import org.sextant.platform.EmbeddedDatabase;

/** Gives all tests one real PostgreSQL and demo keys, as the service would, on a directory that is thrown away. */
public class ServiceUnderTest implements QuarkusTestResourceLifecycleManager {

    /** Where the tests find the tokens and the owner's password. */
    static final String DIRECTORY = "sextant.test.directory";

    private Path directory;
    private EmbeddedDatabase database;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("sextant-test");
            database = TestDatabase.start(directory);
            var settings = new HashMap<>(database.settings());
            Clinics.makeQuickKey(directory);
            settings.putAll(DemoIdentity.in(directory).settings());
            settings.put(DIRECTORY, directory.toString());
            settings.put("sextant.data-dir", directory.toString());
            return settings;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        try {
            database.close();
            FileUtils.deleteDirectory(directory.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
