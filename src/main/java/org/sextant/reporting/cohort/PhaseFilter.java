package org.sextant.reporting.cohort;

import java.util.Arrays;
import java.util.List;
import org.sextant.chart.course.CoursePhase;

/** The phase of the courses that a report on outcomes counts. */
enum PhaseFilter implements QueryEnum {
    INDUCTION(CoursePhase.INDUCTION),
    MAINTENANCE(CoursePhase.MAINTENANCE),
    /** Each phase apart, which only groups by phase allow. No parameter has this value. */
    EACH(CoursePhase.values());

    @SuppressWarnings("ImmutableEnumChecker") // Made by toList.
    private final List<String> phases;

    PhaseFilter(CoursePhase... phases) {
        this.phases = Arrays.stream(phases).map(CoursePhase::name).toList();
    }

    /**
     * Reads the parameter.
     *
     * @param text null means INDUCTION; each phase apart where the groups are the phases
     * @throws org.sextant.web.problem.ProblemException 400 where the value is unknown
     */
    static PhaseFilter of(String text, GroupBy groupBy) {
        var absent = groupBy == GroupBy.PHASE ? EACH : INDUCTION;
        return QueryEnum.of("phase", text, absent, new PhaseFilter[] {INDUCTION, MAINTENANCE});
    }

    @Override
    public String text() {
        return name();
    }

    /** The phases of the included courses. */
    List<String> phases() {
        return phases;
    }
}
