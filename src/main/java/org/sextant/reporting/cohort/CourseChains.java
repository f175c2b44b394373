package org.sextant.reporting.cohort;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.sextant.reporting.summary.Episode;

/** The rows of courses that continue each other, until all courses of their episodes are read. */
final class CourseChains {

    private final CoursesOfReport counted;
    private final List<CourseRow> first = new ArrayList<>();
    private final Map<UUID, CourseRow> byPrevious = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    CourseChains(CoursesOfReport counted) {
        this.counted = counted;
    }

    void add(CourseRow row) {
        row.share(texts);
        if (row.previous() == null) {
            first.add(row);
        } else {
            byPrevious.put(row.previous(), row);
        }
    }

    /** Passes the courses that the report counts to the consumer. */
    void forEach(Consumer<ScoredCourse> consumer) {
        first.forEach(row -> evaluate(chain(row), consumer));
    }

    private List<CourseRow> chain(CourseRow begin) {
        var chain = new ArrayList<CourseRow>();
        for (var row = begin; row != null; row = byPrevious.get(row.id())) {
            chain.add(row);
        }
        return chain;
    }

    private void evaluate(List<CourseRow> chain, Consumer<ScoredCourse> consumer) {
        var scored = chain.stream().map(row -> row.scored(counted.instrument())).toList();
        var members = new ArrayList<Episode.Member>();
        for (var place = 0; place < chain.size(); place++) {
            members.add(chain.get(place).member(scored.get(place)));
        }
        var episode = new Episode(members);
        for (var place = 0; place < chain.size(); place++) {
            var row = chain.get(place);
            if (counted.include(row.phase(), row.status()) && row.treatedOrScored()) {
                consumer.accept(
                        ScoredCourse.of(counted.instrument(), counted.window(), row.kind(), episode, scored, place));
            }
        }
    }
}
