package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operators search the pages for the words of the log, and contributors for the names of tests. */
class QuotedMessagesTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");

    /** A table of messages, and the first cell of each of its rows that begins with a message. */
    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\| the (?:line|log) says \\|.*\\n\\|[ -|]+\\n((?:\\|.*\\n)+)");

    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+)\\|");
    private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");

    /** A message in running text; it may go over two lines. */
    private static final Pattern IN_TEXT = Pattern.compile("`(The [^`|]*…[^`|]*)`");

    private static final Pattern TEST = Pattern.compile("`([A-Z][a-z]\\w*(?:Test|IT))`");

    /** Between two parts of a message that is longer than a line of Java. */
    private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void theServiceWritesEachMessage() throws IOException {
        var sources = filesBelow(SOURCES, ".java").stream()
                .map(QuotedMessagesTest::text)
                .map(source -> withoutSpaces(JOINT.matcher(source).replaceAll("")))
                .toList();
        var messages = messages();

        assertThat(messages).hasSizeGreaterThan(20);
        for (var message : messages) {
            var parts = Arrays.stream(message.split("…"))
                    .map(QuotedMessagesTest::withoutSpaces)
                    .toList();
            assertThat(sources)
                    .as(message)
                    .anySatisfy(source -> assertThat(source).contains(parts));
        }
    }

    @Test
    void eachTestExists() throws IOException {
        var named = new TreeMap<String, Path>();
        for (var page : pages()) {
            TEST.matcher(text(page)).results().forEach(found -> named.put(found.group(1), page));
        }
        var tests = filesBelow(TESTS, ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(20);
        named.forEach((test, page) -> assertThat(tests).as("named in %s", page).contains(test));
    }

    private static Set<String> messages() throws IOException {
        var messages = new TreeSet<String>();
        for (var page : pages()) {
            TABLE.matcher(text(page))
                    .results()
                    .flatMap(table -> FIRST_CELL.matcher(table.group(1)).results())
                    .flatMap(cell -> QUOTE.matcher(cell.group(1)).results())
                    .forEach(quote -> messages.add(quote.group(1)));
            IN_TEXT.matcher(text(page))
                    .results()
                    .forEach(quote -> messages.add(quote.group(1).replaceAll("\\s+", " ")));
        }
        return messages;
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(filesBelow(Path.of("docs"), ".md"));
        for (var page :
                List.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "deploy/README.md", "docker/README.md")) {
            pages.add(Path.of(page));
        }
        return pages;
    }

    private static List<Path> filesBelow(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
