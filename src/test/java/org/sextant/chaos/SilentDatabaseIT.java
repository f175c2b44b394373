package org.sextant.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL stops answering while 32 clients write, and comes back: the service comes back within seconds. */
@Tag("endurance")
@Tag("measurement")
@Isolated("It measures seconds.")
class SilentDatabaseIT {

    private static final int BETWEEN = 1000;
    private static final Duration BACK = Duration.ofSeconds(5);

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

    @ParameterizedTest
    @ValueSource(ints = {20, 75})
    void allItsProcessesAreStopped(int seconds) throws Exception {
        var back = scene.run("PostgreSQL stopped " + seconds + " s", 1, BETWEEN, () -> {
            scene.postgres().signal("STOP");
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
            scene.postgres().signal("CONT");
            return System.nanoTime();
        });
        assertThat(back.servedAfter()).isLessThan(BACK);
    }

    /** The old connections are dead for ever, and nobody says so. */
    @ParameterizedTest
    @ValueSource(ints = {20, 75})
    void itsConnectionsVanish(int seconds) throws Exception {
        var back = scene.run("connections black-holed " + seconds + " s", 1, BETWEEN, () -> {
            scene.relay().fallSilent();
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
            scene.relay().speak();
            return System.nanoTime();
        });
        assertThat(back.servedAfter()).isLessThan(BACK);
    }
}
