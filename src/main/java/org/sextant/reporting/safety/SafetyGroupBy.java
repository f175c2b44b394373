package org.sextant.reporting.safety;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sextant.chart.course.CodedIndication;
import org.sextant.reporting.cohort.QueryEnum;

/** What the report on safety puts sessions together by, and how SQL says so. */
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
     * @param sets the groups it makes, each before what the query counts by
     * @param overall true where it makes no groups
     */
    record Pass(String name, String system, String join, List<String> sets, boolean overall) {

        /**
         * The grouping sets of a query that counts by columns of its own.
         *
         * @param columns each after a comma; empty where there are none
         */
        String grouping(String columns) {
            return sets.stream()
                    .map(set -> "(" + (set.isEmpty() ? columns.replaceFirst("^, ", "") : set + columns) + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    /** True where staff write the names of the groups as they like, and so perhaps a patient's. */
    boolean freelyNamed() {
        return this == LABEL;
    }

    /**
     * The runs that it takes to make the groups and all together, each session once: with labels it takes two.
     *
     * @param coded true where an indication that is free text in the place of a code makes no group
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

    /** The runs over what belongs to a course and to none of its sessions, which has no number. */
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
