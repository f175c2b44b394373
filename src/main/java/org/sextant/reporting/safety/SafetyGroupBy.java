package org.sextant.reporting.safety;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sextant.chart.course.CodedIndication;
import org.sextant.reporting.cohort.QueryEnum;

/** The property by which the report on safety groups sessions, with its SQL expression. */
enum SafetyGroupBy implements QueryEnum {
    PROTOCOL("course.protocol"),
    INDICATION("course.indication_code", "course.indication_system", ""),
    ROUTE("rules ->> 'route'"),
    LABEL("label.name", SafetyGroupBy.NOTHING, "LEFT JOIN LATERAL unnest(course.labels) AS label(name) ON true"),
    PHASE("course.phase"),
    SESSION_NUMBER("CAST(session.number AS text)");

    private static final String NOTHING = "CAST(NULL AS text)";

    private final String name;
    private final String system;
    private final String join;

    SafetyGroupBy(String name) {
        this(name, NOTHING, "");
    }

    SafetyGroupBy(String name, String system, String join) {
        this.name = name;
        this.system = system;
        this.join = join;
    }

    /**
     * One run of a query.
     *
     * @param name SQL expression for the name of a group
     * @param system SQL expression for the code system of a group's name
     * @param join SQL join that the expressions need; may be empty
     * @param sets the columns of each grouping set; an empty text counts all sessions together
     * @param overall true where the run only counts all sessions together
     */
    record Pass(String name, String system, String join, List<String> sets, boolean overall) {

        /**
         * The SQL grouping sets of a query that also groups by columns of its own.
         *
         * @param columns of the query, each after a comma; empty where there are none
         */
        String grouping(String columns) {
            return sets.stream()
                    .map(set -> "(" + (set.isEmpty() ? columns.replaceFirst("^, ", "") : set + columns) + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    /** True where staff choose the names of the groups freely: a name may identify a patient. */
    boolean freelyNamed() {
        return this == LABEL;
    }

    /**
     * The runs that count each group, and all sessions together with each session once. LABEL needs two runs, because a
     * session of a course with several labels is in several groups.
     *
     * @param coded true where an indication that is free text instead of a code forms no group
     */
    List<Pass> passes(boolean coded) {
        var named = "name, system";
        if (this == INDICATION && coded) {
            return List.of(
                    new Pass(CodedIndication.CODE_SQL, CodedIndication.SYSTEM_SQL, join, List.of(named, ""), false));
        }
        return this == LABEL
                ? List.of(
                        new Pass(name, system, join, List.of(named), false),
                        new Pass(NOTHING, NOTHING, "", List.of(named), true))
                : List.of(new Pass(name, system, join, List.of(named, ""), false));
    }

    /** The runs over alerts that belong to a course but to none of its sessions, and so have no session number. */
    List<Pass> passesOverCourses(boolean coded) {
        return this == SESSION_NUMBER
                ? List.of(new Pass(NOTHING, NOTHING, "", List.of("name, system"), true))
                : passes(coded);
    }

    @Override
    public String text() {
        return this == SESSION_NUMBER ? "sessionNumber" : name().toLowerCase(Locale.ROOT);
    }
}
