package org.sextant.tablet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.tablet.Tablet.Outcome;
import org.sextant.tablet.Tablet.Verdict;
import org.sextant.tablet.Week.Note;

/** What the tablets were told about each record, in the order in which they were told. */
final class Verdicts {

    private final Map<UUID, List<Verdict>> byId;

    Verdicts(List<List<Verdict>> told) {
        byId = told.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(
                        verdict -> verdict.entry().recorded().id()));
    }

    /**
     * Each copy was confirmed, and at most one of them as new: where none was, that answer was lost on its way.
     *
     * @param tooEarly true where the session was not checked in when the record was sent first
     */
    void keptOnce(Note note, int copies, boolean tooEarly) {
        var outcomes = told(note).stream().map(Verdict::outcome).toList();
        var notYet = outcomes.stream().filter(Outcome.NOT_YET::equals).count();
        assertThat(notYet).as("%s", told(note)).isEqualTo(tooEarly ? copies : 0);
        assertThat(outcomes.stream().filter(Outcome.DONE::equals)).hasSizeLessThanOrEqualTo(1);
        assertThat(outcomes.stream().skip(notYet))
                .as("%s", told(note))
                .hasSize(copies)
                .allMatch(outcome -> outcome == Outcome.DONE || outcome == Outcome.DONE_BEFORE);
    }

    void refused(Note note) {
        assertThat(told(note)).singleElement().satisfies(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(verdict.problem()).isEqualTo(note.refusal());
        });
    }

    /** Refused each time, and kept: what lies in the future may be taken when its time has come. */
    void keptWaiting(Note note) {
        assertThat(told(note)).hasSizeGreaterThan(1).allSatisfy(verdict -> {
            assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_YET);
            assertThat(verdict.problem()).isEqualTo(note.refusal());
        });
    }

    private List<Verdict> told(Note note) {
        return byId.get(UUID.fromString(note.id()));
    }
}
