package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.assessment.Instruments;
import org.sextant.chart.assessment.RecordAssessment;
import org.sextant.chart.clearance.RecordClearance;
import org.sextant.chart.sideeffect.RecordSideEffect;
import org.sextant.chart.vitals.RecordVitals;
import org.sextant.exchange.imports.line.AlertImportLine;
import org.sextant.exchange.imports.line.DoseImportLine;
import org.sextant.exchange.imports.line.EvidenceLine;
import org.sextant.exchange.imports.line.MedicationImportLine;
import org.sextant.exchange.imports.line.RemsSubmissionLine;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.BodyReader;
import org.sextant.web.WholeNumbers;
import org.sextant.web.problem.Violations;

/** Reads lines of records that belong to a session, a course or a patient. */
@ApplicationScoped
class RecordLines {

    private static final String OFFSET = LineMembers.OFFSET;
    private static final String OFFSET_OF_END = "resolvedClockOffsetSeconds";
    private static final String SOURCES = "sources";

    private final LineMembers members;
    private final BodyReader bodies;
    private final Instruments instruments;
    private final DeviceTime deviceTime;
    private final InstantSource time;

    RecordLines(
            LineMembers members,
            BodyReader bodies,
            Instruments instruments,
            DeviceTime deviceTime,
            InstantSource time) {
        this.members = members;
        this.bodies = bodies;
        this.instruments = instruments;
        this.deviceTime = deviceTime;
        this.time = time;
    }

    ImportLine vitals(long number, UUID id, ObjectNode line) throws IOException {
        var session = members.takeRequired(line, "sessionId");
        var offset = LineMembers.takeOffset(line, OFFSET);
        var late = LineMembers.takeFlag(line, "late");
        var reading = bodies.read(line, RecordVitals.class);
        reading.check();
        deviceTime.ofHistory(reading.takenAt(), offset, "/takenAt");
        var row = members.row(reading).put("sessionId", session.toString()).put(OFFSET, offset);
        if (late) {
            row.put("late", true);
        }
        return members.line(number, LineType.VITALS, id, row, null);
    }

    ImportLine sideEffect(long number, UUID id, ObjectNode line) throws IOException {
        var session = members.takeRequired(line, "sessionId");
        var offset = LineMembers.takeOffset(line, OFFSET);
        var offsetOfEnd = LineMembers.takeOffset(line, OFFSET_OF_END);
        var sideEffect = bodies.read(line, RecordSideEffect.class);
        sideEffect.check();
        var onset = deviceTime.ofHistory(sideEffect.onsetAt(), offset, "/onsetAt");
        var end = deviceTime.ofHistory(sideEffect.resolvedAt(), offsetOfEnd, "/resolvedAt");
        new Violations()
                .rejectIf(
                        end != null && end.corrected().isBefore(onset.corrected()),
                        "/resolvedAt",
                        "must not lie before onsetAt")
                .refuse();
        var row = members.row(sideEffect)
                .put("sessionId", session.toString())
                .put(OFFSET, offset)
                .put(OFFSET_OF_END, offsetOfEnd);
        return members.line(number, LineType.SIDE_EFFECT, id, row, null);
    }

    ImportLine dose(long number, UUID id, ObjectNode line) {
        var offset = LineMembers.takeOffset(line, OFFSET);
        var dose = bodies.read(line, DoseImportLine.class);
        deviceTime.ofHistory(dose.givenAt(), offset, "/givenAt");
        var row = members.row(dose).put(OFFSET, offset);
        var content = row.deepCopy();
        LineMembers.keep(line, row, List.of("verdicts"));
        return members.line(number, LineType.DOSE, id, row, content);
    }

    ImportLine medication(long number, UUID id, ObjectNode line) {
        var offset = LineMembers.takeOffset(line, OFFSET);
        var medication = bodies.read(line, MedicationImportLine.class);
        deviceTime.ofHistory(medication.givenAt(), offset, "/givenAt");
        return members.line(
                number, LineType.MEDICATION, id, members.row(medication).put(OFFSET, offset), null);
    }

    /** A line may have both answers and total, as in an export; the two must agree. */
    ImportLine assessment(long number, UUID id, ObjectNode line) throws IOException {
        var course = members.takeRequired(line, "courseId");
        var offset = LineMembers.takeOffset(line, OFFSET);
        var statedTotal = line.hasNonNull("answers") ? line.remove("total") : null;
        var assessment = bodies.read(line, RecordAssessment.class);
        var instrument = instruments
                .find(assessment.instrument())
                .orElseThrow(() -> Violations.of("/instrument", "is not an instrument of this service"));
        deviceTime.ofHistory(assessment.takenAt(), offset, "/takenAt");
        var total = assessment.score(instrument);
        new Violations()
                .rejectIf(
                        statedTotal != null
                                && WholeNumbers.of(statedTotal)
                                        .filter(stated -> stated == total)
                                        .isEmpty(),
                        "/total",
                        "must equal the score of the answers")
                .refuse();
        var row = members.row(assessment)
                .put("courseId", course.toString())
                .put(OFFSET, offset)
                .put("total", total);
        return members.line(number, LineType.ASSESSMENT, id, row, null);
    }

    ImportLine clearance(long number, UUID id, ObjectNode line) throws IOException {
        var patient = members.takeRequired(line, "patientId");
        var course = line.hasNonNull("courseId") ? members.required(line, "courseId") : null;
        line.remove("courseId");
        var clearance = bodies.read(line, RecordClearance.class);
        clearance.requireOutcome();
        clearance.check(time.instant());
        var row = members.row(clearance).put("patientId", patient.toString());
        if (course != null) {
            row.put("courseId", course.toString());
        }
        return members.line(number, LineType.CLEARANCE, id, row, null);
    }

    ImportLine alert(long number, UUID id, ObjectNode line) {
        var sources = members.takeAll(line, SOURCES, EvidenceLine.class);
        var alert = bodies.read(line, AlertImportLine.class);
        alert.check(sources.read(), deviceTime);
        var row = members.row(alert);
        LineMembers.keep(line, row, List.of("reviews"));
        row.set(SOURCES, sources.sent());
        return members.line(number, LineType.ALERT, id, row, List.of(alert, sources.read()));
    }

    ImportLine remsSubmission(long number, UUID id, ObjectNode line) {
        var offset = LineMembers.takeOffset(line, OFFSET);
        var submission = bodies.read(line, RemsSubmissionLine.class);
        deviceTime.ofHistory(submission.submittedAt(), offset, "/submittedAt");
        var row = members.row(submission).put(OFFSET, offset);
        var content = row.deepCopy();
        LineMembers.keep(line, row, List.of("form"));
        return members.line(number, LineType.REMS_SUBMISSION, id, row, content);
    }
}
