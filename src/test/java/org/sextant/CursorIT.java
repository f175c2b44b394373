package org.sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Callers.Call.get;
import static org.sextant.Callers.Call.post;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody reads a list page by page, from one process and the other, while others add to it before, at and behind the
 * place where the reader is: whatever was there at the beginning is shown, nothing twice, and in order.
 */
@Tag("endurance")
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class CursorIT {

    /** Few enough that several rows share a moment. */
    private static final int MOMENTS = 8;

    private static final Instant FIRST = Instant.parse("2025-01-06T09:00:00Z");
    private static final int MOST_AT_FIRST = 25;
    private static final int MOST_BETWEEN_PAGES = 3;

    private Callers callers;
    private LongCourse treatment;

    @BeforeEach
    void connect(Replicas replicas) {
        callers = new Callers(replicas);
        treatment = new LongCourse(callers);
    }

    /** The lists that are ordered by a time which the client chooses. */
    enum Listed {
        VITALS("takenAt", ", \"spo2\": 98"),
        SIDE_EFFECTS("onsetAt", ", \"effect\": \"NAUSEA\", \"severity\": \"MILD\""),
        MEDICATIONS("givenAt", ", \"drug\": \"Ondansetron\", \"dose\": 4, \"unit\": \"mg\", \"route\": \"IV\""),
        ASSESSMENTS("takenAt", ", \"instrument\": \"PHQ-9\", \"timepoint\": \"FOLLOW_UP\", \"total\": 9"),
        SESSIONS("scheduledAt", "");

        private final String time;
        private final String content;

        Listed(String time, String content) {
            this.time = time;
            this.content = content;
        }

        /** A list of its own, with nothing in it. */
        private String path(LongCourse treatment) {
            return switch (this) {
                case VITALS -> treatment.checkedIn().path() + "/vitals";
                case SIDE_EFFECTS -> treatment.checkedIn().path() + "/side-effects";
                case MEDICATIONS -> treatment.checkedIn().path() + "/medications";
                case ASSESSMENTS -> course(treatment) + "/assessments";
                case SESSIONS -> course(treatment) + "/sessions";
            };
        }

        private static String course(LongCourse treatment) {
            return "/v1/courses/" + treatment.planned(treatment.patient(), 60);
        }

        private Row row(JsonNode item) {
            var at = Instant.parse(item.get(time).asText());
            return new Row(
                    at,
                    this == SESSIONS ? at : Instant.parse(item.get("recordedAt").asText()),
                    item.get("id").asText());
        }

        private String body(Instant at) {
            return "{\"%s\": \"%s\"%s}".formatted(time, at, content);
        }
    }

    /**
     * A row by what it is sorted by; ids are compared as PostgreSQL does, byte by byte.
     *
     * @param recordedAt the time again where the list is not ordered by it
     */
    private record Row(Instant time, Instant recordedAt, String id) implements Comparable<Row> {

        @Override
        public int compareTo(Row other) {
            return Comparator.comparing(Row::time)
                    .thenComparing(Row::recordedAt)
                    .thenComparing(Row::id)
                    .compare(this, other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsShownTwiceAndNothingIsSkipped(Listed list) {
        for (var seed = 0; seed < Endurance.rounds(10, 3); seed++) {
            var random = new Random(seed);
            var path = list.path(treatment);
            var expected = new TreeSet<>(insert(list, path, random.nextInt(MOST_AT_FIRST + 1), random));
            var shown = new ArrayList<Row>();
            var cursor = Optional.of("");
            for (var page = 0; cursor.isPresent(); page++) {
                cursor = read(list, path + "?limit=" + random.nextInt(1, 10) + cursor.get(), page, shown);
                if (cursor.isPresent()) {
                    var last = shown.get(shown.size() - 1);
                    insert(list, path, random.nextInt(MOST_BETWEEN_PAGES + 1), random).stream()
                            .filter(row -> row.compareTo(last) > 0)
                            .forEach(expected::add);
                }
            }

            assertThat(shown).as("%s, seed %d", list, seed).containsExactlyElementsOf(expected);
        }
    }

    private List<Row> insert(Listed list, String path, int rows, Random random) {
        var calls = Stream.generate(() -> FIRST.plus(Duration.ofMinutes(random.nextInt(MOMENTS))))
                .limit(rows)
                .map(at -> post(PRESCRIBER, path, list.body(at)))
                .toList();
        return callers.allDone(calls).stream().map(list::row).toList();
    }

    /** Adds what a page shows, and tells how to ask for the next one; nothing after the last. */
    private Optional<String> read(Listed list, String path, int replica, List<Row> shown) {
        var page = callers.call(get(PRESCRIBER, path), replica).body();
        page.get("items").forEach(item -> shown.add(list.row(item)));
        return page.get("next").isNull()
                ? Optional.empty()
                : Optional.of("&cursor=" + page.get("next").asText());
    }
}
