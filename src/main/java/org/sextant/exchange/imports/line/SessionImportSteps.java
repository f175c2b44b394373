package org.sextant.exchange.imports.line;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sextant.chart.session.SessionStatus;
import org.sextant.chart.session.step.CancelCause;
import org.sextant.record.clinic.ClinicProfile;
import org.sextant.web.problem.Violations;

/** Checks that a session has the members of the steps up to its status, in the order of the steps, and no others. */
final class SessionImportSteps {

    private static final Set<SessionStatus> CHECKED_IN =
            Set.of(SessionStatus.CHECKED_IN, SessionStatus.INFUSING, SessionStatus.OBSERVING, SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> STARTED =
            Set.of(SessionStatus.INFUSING, SessionStatus.OBSERVING, SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> ENDED = Set.of(SessionStatus.OBSERVING, SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> DISCHARGED = Set.of(SessionStatus.DISCHARGED);
    private static final Set<SessionStatus> CANCELLED = Set.of(SessionStatus.CANCELLED);

    private final SessionImportLine session;
    private final Violations violations = new Violations();

    SessionImportSteps(SessionImportLine session) {
        this.session = session;
    }

    /** @throws org.sextant.web.problem.ProblemException 422 where members are missing, extra or out of order */
    void check(List<RateChangeLine> rateChanges) {
        // A session may be cancelled before or after the check-in, so its check-in members are not checked.
        if (session.status() != SessionStatus.CANCELLED) {
            step(CHECKED_IN, members("checkedInAt", session.checkedInAt(), "weightKg", session.weightKg()), checkIn());
        }
        step(STARTED, members("startedAt", session.startedAt(), "plannedDoseMg", session.plannedDoseMg()), start());
        step(ENDED, members("endedAt", session.endedAt(), "administeredMg", session.administeredMg()), end());
        step(DISCHARGED, members("dischargedAt", session.dischargedAt()), discharge());
        step(
                CANCELLED,
                members("cancelledAt", session.cancelledAt(), "cancelReason", session.cancelReason()),
                members(
                        "noShow",
                        session.noShow(),
                        "cancelBy",
                        session.cancelBy(),
                        "cancelCause",
                        session.cancelCause()));
        checkAppointment();
        RateChangeLine.check(rateChanges, session.startedAt(), session.endedAt(), violations);
        violations.rejectIf(
                session.lotNamedAt() != null && (session.lot() == null || session.endedAt() == null),
                "/lotNamedAt",
                "must be absent without a lot, and before the end");
        notBefore("/startedAt", session.startedAt(), session.checkedInAt());
        notBefore("/endedAt", session.endedAt(), session.startedAt());
        notBefore("/dischargedAt", session.dischargedAt(), session.endedAt());
        violations.rejectIf(
                session.furtherMg() != null
                        && session.administeredMg() != null
                        && session.furtherMg().compareTo(session.administeredMg()) > 0,
                "/furtherMg",
                "must not be more than administeredMg, which it is a part of");
        violations.refuse();
    }

    private void checkAppointment() {
        var cause = session.cancelCause();
        var missed = Boolean.TRUE.equals(session.noShow());
        violations
                .rejectIf(
                        session.timeZone() != null && !ClinicProfile.isTimeZone(session.timeZone()),
                        "/timeZone",
                        ClinicProfile.TIME_ZONE_EXPECTED)
                .rejectIf(
                        cause != null && (cause == CancelCause.NO_SHOW) != missed,
                        "/cancelCause",
                        "must be NO_SHOW where noShow is true, and only there");
    }

    private void step(Set<SessionStatus> statuses, Map<String, Object> required, Map<String, Object> optional) {
        var reached = statuses.contains(session.status());
        required.forEach((name, value) -> violations
                .rejectIf(
                        reached && value == null, "/" + name, "must be given for a session that is " + session.status())
                .rejectIf(
                        !reached && value != null,
                        "/" + name,
                        "must be absent for a session that is " + session.status()));
        optional.forEach((name, value) -> violations.rejectIf(
                !reached && value != null, "/" + name, "must be absent for a session that is " + session.status()));
    }

    private void notBefore(String pointer, Instant at, Instant previous) {
        violations.rejectIf(
                at != null && previous != null && at.isBefore(previous),
                pointer,
                "must not lie before the step it follows");
    }

    private Map<String, Object> checkIn() {
        return members(
                "weightConfirmed", session.weightConfirmed(),
                "escortName", session.escortName(),
                "escortPhone", session.escortPhone(),
                "fasted", session.fasted(),
                "concomitantMedications", session.concomitantMedications(),
                "checkInNote", session.checkInNote(),
                "correctedStartVerdicts", session.correctedStartVerdicts());
    }

    private Map<String, Object> start() {
        return members(
                "mgPerKg", session.mgPerKg(),
                "dosedOnWeightKg", session.dosedOnWeightKg(),
                "plannedMgPerHour", session.plannedMgPerHour(),
                "lot", session.lot(),
                "concentrationMgPerMl", session.concentrationMgPerMl(),
                "startOverrideReason", session.startOverrideReason(),
                "startVerdicts", session.startVerdicts(),
                "remsAnswers", session.remsAnswers(),
                "doseReason", session.doseReason());
    }

    private Map<String, Object> end() {
        return members(
                "furtherMg", session.furtherMg(),
                "deliveredMg", session.deliveredMg(),
                "wastedMg", session.wastedMg(),
                "wasteWitness", session.wasteWitness(),
                "stopReason", session.stopReason(),
                "endVerdicts", session.endVerdicts(),
                "correctedEndVerdicts", session.correctedEndVerdicts());
    }

    private Map<String, Object> discharge() {
        return members(
                "disposition", session.disposition(),
                "dischargeReason", session.dischargeReason(),
                "criteria", session.criteria(),
                "dischargeEscortName", session.dischargeEscortName(),
                "dischargeEscortPhone", session.dischargeEscortPhone(),
                "dischargeOverrideReason", session.dischargeOverrideReason(),
                "dischargeVerdicts", session.dischargeVerdicts());
    }

    /** Names and values in turn; a value may be null. */
    private static Map<String, Object> members(Object... members) {
        var byName = new LinkedHashMap<String, Object>();
        for (var i = 0; i < members.length; i += 2) {
            byName.put((String) members[i], members[i + 1]);
        }
        return byName;
    }
}
