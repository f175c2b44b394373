package org.sextant.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that is misspelt has no effect, and nobody would notice: the service does not start. */
class KnownSettingsTest {

    private static final Pattern INJECTED = Pattern.compile("ConfigProperty\\(\\s*name = \"(sextant\\.[a-z0-9.-]+)\"");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `sextant\\.[^|]+\\| `(SEXTANT_[A-Z0-9_]+)`");

    @ParameterizedTest
    @CsvSource({
        "SEXTANT_DATADIR, Did you mean SEXTANT_DATA_DIR?",
        "SEXTANT_BEHIND_PROXY, Did you mean SEXTANT_BEHIND_TLS_PROXY?",
        "sextant.http.atonce, Did you mean SEXTANT_HTTP_AT_ONCE?",
        "%prod.sextant.demmo, Did you mean SEXTANT_DEMO?",
        "SEXTANT_COLOUR, docs/settings.md lists all settings."
    })
    void refuses(String name, String advice) {
        assertThatThrownBy(() -> KnownSettings.require(List.of("PATH", name)))
                .isInstanceOf(StartupRefusal.class)
                .hasMessageContaining("there is no setting SEXTANT_")
                .hasMessageContaining(advice)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEXTANT_DATA_DIR",
                "sextant.data-dir",
                "sextant.data.dir",
                "%prod.sextant.demo",
                "QUARKUS_HTTP_PORT",
                "sextant",
                "MY_SEXTANT_HOME",
                "SEXTANT_SERVICE_HOST",
                "SEXTANT_SERVICE_PORT_HTTP",
                "SEXTANT_PORT",
                "SEXTANT_PORT_8080_TCP_ADDR",
                "SEXTANT_DB_SERVICE_HOST",
                "SEXTANT_DB_PORT_5432_TCP"
            })
    void admits(String name) {
        assertThatCode(() -> KnownSettings.require(List.of(name))).doesNotThrowAnyException();
    }

    @Test
    void theListIsThatOfTheCodeAndOfThePage() throws IOException {
        assertThat(KnownSettings.NAMES).isSorted().containsAll(injected());
        assertThat(DOCUMENTED
                        .matcher(Files.readString(Path.of("docs", "settings.md")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(KnownSettings.NAMES);
    }

    private static Set<String> injected() throws IOException {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            var names = new TreeSet<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                names.addAll(INJECTED.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                        .collect(Collectors.toSet()));
            }
            return names;
        }
    }
}
