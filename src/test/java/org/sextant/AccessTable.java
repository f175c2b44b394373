package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sextant.identity.Role;

/** The table of {@code docs/access.md}: which roles may call an operation. */
public final class AccessTable {

    private static final Path FILE = Path.of("docs", "access.md");

    /** A row of the table, in Markdown. */
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) \\| `([^`]+)` \\|(.*)\\|");

    /** The columns, in order. */
    private static final List<String> COLUMNS = List.of(
            Role.NURSE,
            Role.PRESCRIBER,
            Role.COORDINATOR,
            Role.ANALYST,
            Role.INTEGRATION,
            Role.AUDITOR,
            Role.ADMIN,
            Role.EMERGENCY);

    private AccessTable() {}

    /** The roles by the operation, such as {@code GET /v1/patients/{id}}; emergency access is one of them. */
    public static Map<String, Set<String>> read() {
        try {
            var table = new TreeMap<String, Set<String>>();
            ROW.matcher(Files.readString(FILE)).results().forEach(row -> {
                var cells = Arrays.asList(row.group(3).split("\\|", -1));
                assertThat(cells).as(row.group()).hasSameSizeAs(COLUMNS);
                var roles = new TreeSet<String>();
                for (var i = 0; i < cells.size(); i++) {
                    assertThat(cells.get(i).trim()).as(row.group()).isIn("", "yes");
                    if (!cells.get(i).isBlank()) {
                        roles.add(COLUMNS.get(i));
                    }
                }
                assertThat(table.put(row.group(1) + " " + row.group(2), roles))
                        .as(row.group())
                        .isNull();
            });
            return table;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
