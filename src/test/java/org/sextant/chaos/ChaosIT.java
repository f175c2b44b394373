package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service and its PostgreSQL are killed while 32 clients write: each acknowledged record is there once, with its rows
 * in the audit trail and the log of changes, and nothing else is. {@code -Dsextant.chaos.seed} repeats a run.
 */
@Tag("endurance")
class ChaosIT {

    private static final int TIMES = Integer.getInteger("sextant.chaos.times", Scene.LONG ? 10 : 1);
    private static final int BETWEEN = Integer.getInteger("sextant.chaos.between", Scene.LONG ? 3500 : 150);

    @TempDir
    static Path directory;

    private static Scene scene;

    @BeforeAll
    static void start() throws Exception {
        scene = Scene.start(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        scene.close();
    }

    /** The build kills the service together with PostgreSQL only. */
    @Test
    @Tag("measurement")
    void theServiceIsKilled() throws Exception {
        scene.run("`kill -9` of the service", TIMES, BETWEEN, () -> {
            scene.site().service().kill();
            scene.site().launch();
            scene.site().service().awaitReady();
            return System.nanoTime();
        });
    }

    @Test
    void theDatabaseIsKilled() throws Exception {
        scene.run("`kill -9` of PostgreSQL", TIMES, BETWEEN, () -> {
            scene.postgres().kill();
            scene.postgres().start();
            return System.nanoTime();
        });
        assertThat(scene.site().service().isRunning()).isTrue();
    }

    @Test
    void bothAreKilledInMidBatch() throws Exception {
        scene.run("`kill -9` of both in mid-batch", TIMES, BETWEEN, () -> {
            scene.postgres().kill();
            scene.site().service().kill();
            scene.postgres().start();
            scene.site().launch();
            scene.site().service().awaitReady();
            return System.nanoTime();
        });
    }
}
