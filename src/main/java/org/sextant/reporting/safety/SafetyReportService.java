package org.sextant.reporting.safety;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.sextant.identity.Caller;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.cohort.ReportStatement;
import org.sextant.reporting.statistics.GroupedCounts;
import org.sextant.reporting.statistics.SmallCellSuppression;

/** Builds the report on the safety of the clinic's sessions, on one snapshot. */
@ApplicationScoped
class SafetyReportService {

    private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final SnapshotRepository snapshot;
    private final SafetyRepository sessions;
    private final Caller caller;
    private final InstantSource time;

    SafetyReportService(SnapshotRepository snapshot, SafetyRepository sessions, Caller caller, InstantSource time) {
        this.snapshot = snapshot;
        this.sessions = sessions;
        this.caller = caller;
        this.time = time;
    }

    /**
     * Reports on the sessions begun from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param from null for no lower bound
     * @param to null for no upper bound
     */
    SafetyReport report(SafetyGroupBy groupBy, Instant from, Instant to) {
        return snapshot.read(() -> {
            var asOf = time.instant();
            var suppressed = !caller.seesClinicalDetail();
            var counted = sessions.count(groupBy, suppressed, from == null ? BEGINNING : from, to == null ? END : to);
            var shown = suppressed ? withSmallCellsHidden(counted, groupBy.freelyNamed()) : inFull(counted);
            return new SafetyReport(
                    groupBy.text(),
                    from,
                    to,
                    asOf,
                    ReportStatement.ofSafety(suppressed),
                    shown.groups(),
                    shown.overall());
        });
    }

    private static GroupedCounts.Shown<SafetyView> inFull(GroupedCounts<SafetyCohort> counted) {
        return counted.show(
                null, false, (group, cohort, hidden) -> new ShownSafety(cohort, hidden, Set.of()).of(group));
    }

    /**
     * Every group lists the same kinds: those with enough occurrences in all groups together. Otherwise the list of a
     * group would disclose which kinds occurred in the group.
     */
    static GroupedCounts.Shown<SafetyView> withSmallCellsHidden(
            GroupedCounts<SafetyCohort> counted, boolean freelyNamed) {
        var overall = counted.overall();
        overall.addZeroForMissingEffects();
        counted.each(cohort -> cohort.addZeroForKindsOf(overall));
        var unnamed = SmallCellSuppression.of(List.of(overall.cells())).get(0);
        return counted.show(
                SafetyCohort::cells,
                freelyNamed,
                (group, cohort, hidden) -> new ShownSafety(cohort, hidden, unnamed).of(group));
    }
}
