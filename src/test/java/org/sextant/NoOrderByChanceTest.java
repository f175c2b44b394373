package org.sextant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sextant.record.RecordOrder;

/**
 * Of two records of one moment a random id would decide which is the last one. So no order goes from a time to an id but by
 * way of the time of recording: in SQL, in HQL, in the keys of a list or an export, and in Java, where {@link RecordOrder}
 * says it. What is read is the code itself; another order needs a reason here.
 */
class NoOrderByChanceTest {

    private static final JavaClasses APP = ServiceClasses.all();

    /** The names of the methods that return an id, or a time. */
    private static final Map<Class<?>, Set<String>> RETURNING =
            Map.of(UUID.class, named(UUID.class), Instant.class, named(Instant.class));

    /** Those before it are published, and this one mends what they say. */
    private static final int FIRST_MIGRATION = 30;

    private static final String LOCKS =
            "Locks, or rows that others insert too: by id, so that nobody waits in a circle";
    private static final String LISTED =
            "A list of sessions, which are not compared with each other: any stable order will do";

    /** Each as often as it stands there: another one with the same keys needs its own reason. */
    private static final List<Allowed> ALLOWED = List.of(
            new Allowed(
                    "ClinicRepository %1$s, id",
                    2, "A page by a time that its callers name; they are looked at one by one"),
            new Allowed("SessionRepository id", 1, LOCKS),
            new Allowed("ImportStatements id", 2, LOCKS),
            new Allowed("StatementParts id", 1, LOCKS),
            new Allowed("SyncService ids", 1, LOCKS),
            new Allowed("SessionRepository scheduledAt, id", 3, LISTED),
            new Allowed("Dataset course_id, scheduled_at, id", 1, LISTED),
            new Allowed("RemsRepository started_at, id", 2, LISTED),
            new Allowed("Alert ids", 1, "A set of records, which is compared with another one"),
            new Allowed("Timeline ids", 1, "The last key of sessions, after their numbers and the time of recording"),
            new Allowed("Timeline time", 1, "Sessions; the number, the time of recording and the id follow"),
            new Allowed("Timeline recordedAt", 1, "Sessions, see above"),
            new Allowed(
                    "Score takenAt",
                    1,
                    "Scores come from the database in the order of records, and the sort is stable"),
            new Allowed("Score recordedAt", 1, "See above"),
            new Allowed(
                    "Episode takenAt",
                    1,
                    "Scores of each course come in the order of records; the sort is stable, and the earlier course is"
                            + " first"),
            new Allowed("Episode recordedAt", 1, "See above"),
            new Allowed("ReadinessService scheduledAt", 1, "Open appointments come in the order of the board"),
            new Allowed("EpisodeSummaryService at", 1, "Events; each kind comes in its order, and the sort is stable"),
            new Allowed("EpisodeSummaryService startedAt", 1, "Sessions that were started; their numbers follow"),
            new Allowed("SuicideRules takenAt", 1, "One score of each instrument, and any of those that block will do"),
            new Allowed("ReviewedRisk takenAt", 1, "Answers of one instrument; the time of the review follows"),
            new Allowed("ReviewedRisk reviewedAt", 1, "Reviews of one answer, which a lock keeps apart"),
            new Allowed("RateIntake at", 1, "Rates of one request; of one time they stay in their order there"),
            new Allowed("MissedReadings dueAt", 2, "Missed readings and their alerts: there is one of a time"));

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*(?://|--).*$", Pattern.DOTALL);
    private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern ORDER_BY = Pattern.compile("(?i)order by\\s+");
    private static final Pattern END =
            Pattern.compile("(?i)[\";+]|\\s(?:LIMIT|ON|FILTER|RETURNING|UNION)\\s|(?<!,)\\s*\\n");
    private static final Pattern ROWS = Pattern.compile("\\(([\\w%$.\\s]+(?:,[\\w%$.\\s]+)+)\\)\\s*>\\s*\\(");
    private static final Pattern PAGE = Pattern.compile("\\bpage\\(\\s*\"(\\w+)\"");
    private static final Pattern KEYS = Pattern.compile("(?:Key\\.\\w+\\(\"[^\"]+\"\\)\\s*,?\\s*)+");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern SORTED_IDS = Pattern.compile("\\bTree(?:Map|Set)<UUID\\b");
    private static final Pattern COMPARING = Pattern.compile("[cC]omparing\\(");
    private static final Pattern CALL = Pattern.compile("(?:::|\\.)(\\w+)(?:\\(\\))?");

    @Test
    void noIdDecidesBetweenRecordsOfOneMoment() throws IOException {
        var found = new ArrayList<String>();
        for (var file : files()) {
            found.addAll(suspects(file.getFileName().toString().replaceFirst("\\.java$", ""), Files.readString(file)));
        }
        assertThat(counted(found)).isEqualTo(ALLOWED.stream().collect(Collectors.toMap(Allowed::order, one ->
                (long) one.times())));
    }

    /** Java's own order of ids is not the database's. */
    @Test
    void idsAreNotComparedWithSigns() {
        noClasses().should().callMethod(UUID.class, "compareTo", UUID.class).check(APP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"SELECT * FROM vitals ORDER BY corrected_at, id\"",
                "\"… ORDER BY corrected_at DESC, id DESC) FILTER (WHERE systolic IS NOT NULL)\"",
                "\"… ORDER BY vitals.corrected_at,\n    vitals.id LIMIT 1\"",
                "\"from Vitals order by correctedAt,\"\n    + \" id\"",
                "\"from Vitals order by correctedAt\"",
                "\"… array_agg(effect ORDER BY id) AS effects\"",
                "\"(correctedAt, id) > (:afterTime, :afterId)\"",
                "page(\"correctedAt\", after, size, where, parameters)",
                "Key.id(\"vitals.session_id\"),\n Key.time(\"vitals.corrected_at\"),\n Key.id(\"vitals.id\")",
                "Comparator.comparing(Reading::at).thenComparing(Reading::id)",
                "Comparator.comparing(Reading::at)",
                "Comparator.comparing(Finding::sourceId)",
                "Comparator.comparing(reading -> reading.id().toString())",
                "Comparator.comparing(\n    Part::parent)",
                "Comparator.comparing(Reading::id, RecordOrder.IDS)",
                "new TreeMap<UUID, Reading>()"
            })
    void wouldBeFound(String planted) {
        assertThat(suspects("Planted", planted)).isNotEmpty();
    }

    @Test
    void theSameOrderOnceMoreWouldBeFound() {
        var order = "\"from Vitals order by correctedAt, id\"; ";
        var comparison = "Comparator.comparing(Reading::at); ";
        var ids = "new TreeSet<UUID>(); ";

        assertThat(counted(suspects("Planted", (order + comparison + ids).repeat(2))))
                .isEqualTo(Map.of("Planted correctedAt, id", 2L, "Planted at", 2L, "Planted ids with signs", 2L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORDER BY corrected_at, recorded_at, id",
                "ORDER BY corrected_at DESC, recorded_at DESC, id DESC",
                "from Alert order by recordedAt, id",
                "(correctedAt, recordedAt, id) > (:a, :b, :c)",
                "RecordOrder.by(Reading::at, Reading::recordedAt, Reading::id)",
                "Comparator.comparing(Finding::severity).thenComparing(Finding.ORDER)",
                "ORDER BY course_id, place"
            })
    void wouldPass(String good) {
        assertThat(suspects("Good", good)).isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (var code = Files.walk(Path.of("src/main/java"));
                var migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            return Stream.concat(
                            code.filter(file -> file.toString().endsWith(".java"))
                                    .filter(file -> !file.endsWith(RecordOrder.class.getSimpleName() + ".java")),
                            migrations.filter(file -> version(file) >= FIRST_MIGRATION))
                    .toList();
        }
    }

    private static int version(Path migration) {
        return Integer.parseInt(migration.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"));
    }

    private static Map<String, Long> counted(List<String> orders) {
        return orders.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static List<String> suspects(String file, String source) {
        var text = JOINED.matcher(COMMENT.matcher(source).replaceAll(" ")).replaceAll("");
        var suspects = new ArrayList<String>();
        orders(text)
                .filter(NoOrderByChanceTest::leavesToChance)
                .forEach(keys -> suspects.add(file + " " + String.join(", ", keys)));
        comparedInJava(text).forEach(key -> suspects.add(file + " " + key));
        return suspects;
    }

    /** The keys of each order that a statement or a list has. */
    private static Stream<List<String>> orders(String text) {
        var orders = new ArrayList<List<String>>();
        ORDER_BY.matcher(text).results().forEach(found -> orders.add(split(upToEnd(text.substring(found.end())))));
        ROWS.matcher(text).results().forEach(found -> orders.add(split(found.group(1))));
        PAGE.matcher(text).results().forEach(found -> orders.add(List.of(found.group(1), "id")));
        KEYS.matcher(text)
                .results()
                .forEach(found -> orders.add(split(TEXT.matcher(found.group())
                        .results()
                        .map(one -> one.group(1))
                        .collect(Collectors.joining(", ")))));
        return orders.stream();
    }

    /** A list of keys ends at the bracket that it stands in, or where the statement goes on. */
    private static String upToEnd(String text) {
        var end = END.matcher(text);
        var to = end.find() ? end.start() : text.length();
        var depth = 0;
        for (var i = 0; i < to; i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return text.substring(0, i);
            }
        }
        return text.substring(0, to);
    }

    /** Keys without their tables and directions. */
    private static List<String> split(String keys) {
        return Arrays.stream(keys.split(",(?![^(]*\\))", -1))
                .map(key -> key.strip().replaceFirst("(?i)\\s+(?:asc|desc)\\b.*", ""))
                .map(key -> key.replaceFirst("^\\w+\\.(?=\\w)", ""))
                .toList();
    }

    /** An id that no time of recording comes before, or a time that nothing comes after. */
    private static boolean leavesToChance(List<String> keys) {
        var last = keys.get(keys.size() - 1);
        var id = keys.indexOf("id");
        return id < 0 ? isTime(last) : id == 0 || !keys.get(id - 1).matches("recorded_at|recordedAt");
    }

    private static boolean isTime(String key) {
        return key.matches("\\w+_at|\\w+At|%\\d\\$s");
    }

    /** What a comparator compares by, where that is a time or an id. */
    private static Stream<String> comparedInJava(String text) {
        var compared = new ArrayList<String>();
        COMPARING.matcher(text).results().forEach(found -> {
            var argument = upToBracket(text.substring(found.end()));
            var key = argument.split(",", 2)[0];
            var name = CALL.matcher(key)
                    .results()
                    .map(call -> call.group(1))
                    .filter(call -> !call.equals("toString"))
                    .reduce((one, later) -> later)
                    .orElse("");
            if (returns(name, UUID.class)) {
                compared.add(argument.contains("RecordOrder.IDS") ? "ids" : "ids with signs");
            } else if (returns(name, Instant.class)) {
                compared.add(name);
            }
        });
        SORTED_IDS.matcher(text).results().forEach(found -> compared.add("ids with signs"));
        return compared.stream();
    }

    private static String upToBracket(String text) {
        var depth = 0;
        for (var i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** By name alone: no name stands for a time in one class and for something else in another. */
    private static boolean returns(String method, Class<?> type) {
        return RETURNING.get(type).contains(method);
    }

    private static Set<String> named(Class<?> type) {
        var names = new HashSet<String>();
        APP.forEach(one -> one.getMethods().stream()
                .filter(method -> method.getRawReturnType().isEquivalentTo(type))
                .forEach(method -> names.add(method.getName())));
        return names;
    }

    /**
     * An order that may stand as it is.
     *
     * @param order the file and the keys
     * @param times how often it is there; where a page begins after a row, its comparison counts beside its order
     * @param reason why nothing is left to chance by it
     */
    private record Allowed(String order, int times, String reason) {}
}
