package org.sextant.exchange.imports;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sextant.chart.session.SessionStatus;
import org.sextant.web.problem.Violations;

/** Whether a session has the members of the steps that led to its status, in the order of the steps, and no others. */
final class SessionImportSteps {

    private static final Set<SessionStatus> CAME =
            Set.of(SessionStatus.CHECKED_IN, SessionStatus.INFUSING, SessionStatus.OBSERVING, SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> BEGAN =
            Set.of(SessionStatus.INFUSING, SessionStatus.OBSERVING, SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> ENDED = Set.of(SessionStatus.OBSERVING, SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> WENT = Set.of(SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> CANCELLED = Set.of(SessionStatus.CANCELLED);

    private final SessionImportLine session;
    private final Violations violations = new Violations();

    SessionImportSteps(SessionImportLine session) {
        this.session = session;
    }

    /** @throws org.sextant.web.problem.ProblemException 422 where it does not */
    void check() {
        // A session may be cancelled before the patient comes or after.
        if (session.status() != SessionStatus.CANCELLED) {
            step(CAME, needed("checkedInAt", session.checkedInAt(), "weightKg", session.weightKg()), checkIn());
        }
        step(BEGAN, needed("startedAt", session.startedAt(), "plannedDoseMg", session.plannedDoseMg()), start());
        step(ENDED, needed("endedAt", session.endedAt(), "administeredMg", session.administeredMg()), end());
        step(WENT, needed("dischargedAt", session.dischargedAt()), discharge());
        step(
                CANCELLED,
                needed("cancelledAt", session.cancelledAt(), "cancelReason", session.cancelReason()),
                needed("noShow", session.noShow()));
        notBefore("/startedAt", session.startedAt(), session.checkedInAt());
        notBefore("/endedAt", session.endedAt(), session.startedAt());
        notBefore("/dischargedAt", session.dischargedAt(), session.endedAt());
        violations.refuse();
    }

    private void step(Set<SessionStatus> statuses, Map<String, Object> needed, Map<String, Object> possible) {
        var taken = statuses.contains(session.status());
        needed.forEach((name, value) -> violations
                .rejectIf(taken && value == null, "/" + name, "must be given of a session that is " + session.status())
                .rejectIf(!taken && value != null, "/" + name, "is not of a session that is " + session.status()));
        possible.forEach((name, value) -> violations.rejectIf(
                !taken && value != null, "/" + name, "is not of a session that is " + session.status()));
    }

    private void notBefore(String pointer, Instant at, Instant previous) {
        violations.rejectIf(
                at != null && previous != null && at.isBefore(previous),
                pointer,
                "must not lie before the step it follows");
    }

    private Map<String, Object> checkIn() {
        return needed(
                "escortName", session.escortName(),
                "escortPhone", session.escortPhone(),
                "fasted", session.fasted(),
                "concomitantMedications", session.concomitantMedications(),
                "checkInNote", session.checkInNote());
    }

    private Map<String, Object> start() {
        return needed(
                "mgPerKg", session.mgPerKg(),
                "plannedMgPerHour", session.plannedMgPerHour(),
                "lot", session.lot(),
                "concentrationMgPerMl", session.concentrationMgPerMl(),
                "startOverrideReason", session.startOverrideReason());
    }

    private Map<String, Object> end() {
        return needed(
                "deliveredMg", session.deliveredMg(),
                "wastedMg", session.wastedMg(),
                "wasteWitness", session.wasteWitness(),
                "stopReason", session.stopReason());
    }

    private Map<String, Object> discharge() {
        return needed(
                "criteria", session.criteria(),
                "dischargeEscortName", session.dischargeEscortName(),
                "dischargeEscortPhone", session.dischargeEscortPhone(),
                "dischargeOverrideReason", session.dischargeOverrideReason());
    }

    /** Names and values in turn; a value may be null. */
    private static Map<String, Object> needed(Object... members) {
        var named = new LinkedHashMap<String, Object>();
        for (var i = 0; i < members.length; i += 2) {
            named.put((String) members[i], members[i + 1]);
        }
        return named;
    }
}
