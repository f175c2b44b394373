package org.sextant.chart.session;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.sextant.chart.session.step.CheckInContent;
import org.sextant.rules.safety.CorrectionRules;
import org.sextant.rules.safety.ProtocolRevision;
import org.sextant.rules.safety.Verdict;

/** Corrects the check-in of a session. The planned dose of a session that has started stays. */
@ApplicationScoped
class CheckInCorrection implements StepCorrections.Step<CheckInContent> {

    private final SessionChart chart;

    CheckInCorrection(SessionChart chart) {
        this.chart = chart;
    }

    @Override
    public CorrectedStep step() {
        return CorrectedStep.CHECK_IN;
    }

    @Override
    public CheckInContent content(Session session) {
        session.requireVisit();
        return session.checkedIn().content();
    }

    @Override
    public String recordedBy(Session session) {
        return session.checkedIn().recordedBy();
    }

    /** A confirmation belongs to the weight that it was given for. */
    @Override
    public CheckInContent checked(Session session, CheckInContent before, CheckInContent after, JsonNode changes) {
        return before.weightKg().compareTo(after.weightKg()) == 0 || changes.has("weightConfirmed")
                ? after
                : after.unconfirmed();
    }

    @Override
    public void correct(Session session, CheckInContent before, CheckInContent after, Instant now) {
        session.correctCheckIn(after, verdicts(session, before, after), now);
    }

    private List<Verdict> verdicts(Session session, CheckInContent before, CheckInContent after) {
        var started = session.started();
        if (started == null) {
            return List.of();
        }
        return CorrectionRules.weight(
                        new ProtocolRevision(session.protocol(), session.protocolRevision(), chart.rules(session)),
                        before.weightKg(),
                        after.weightKg(),
                        started.plannedDoseMg(),
                        started.mgPerKg() != null)
                .stream()
                .toList();
    }
}
