package org.sextant.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.sextant.clinic.SnapshotRepository;
import org.sextant.identity.Caller;

/** Puts together what happened in the clinic's sessions, on one snapshot. */
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

    /** Of the sessions begun from {@code from} on and before {@code to}, each of which may be null. */
    SafetyReport report(SafetyGroupBy groupBy, Instant from, Instant to) {
        return snapshot.read(() -> {
            var asOf = time.instant();
            var suppressed = !caller.seesClinicalDetail();
            var shown = sessions.count(groupBy, suppressed, from == null ? BEGINNING : from, to == null ? END : to)
                    .show(suppressed ? SafetyCohort::cells : null, groupBy.freelyNamed(), SafetyView::of);
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
}
