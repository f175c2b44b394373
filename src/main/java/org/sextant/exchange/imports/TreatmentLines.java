package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.sextant.exchange.imports.line.CourseImportLine;
import org.sextant.exchange.imports.line.PatientImportLine;
import org.sextant.exchange.imports.line.RateChangeLine;
import org.sextant.exchange.imports.line.SessionImportLine;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.BodyReader;

/** Reads lines of patients, courses and sessions. */
@ApplicationScoped
class TreatmentLines {

    private static final String RATES = "rateChanges";

    /** What rules said of the steps, and the clocks of the devices: stored as sent. */
    private static final List<String> STORED_AS_SENT = List.of(
            "startVerdicts",
            "correctedStartVerdicts",
            "endVerdicts",
            "correctedEndVerdicts",
            "dischargeVerdicts",
            "stepClocks");

    private final LineMembers members;
    private final BodyReader bodies;
    private final DeviceTime deviceTime;
    private final InstantSource time;

    TreatmentLines(LineMembers members, BodyReader bodies, DeviceTime deviceTime, InstantSource time) {
        this.members = members;
        this.bodies = bodies;
        this.deviceTime = deviceTime;
        this.time = time;
    }

    ImportLine patient(long number, UUID id, ObjectNode line) {
        var patient = bodies.read(line, PatientImportLine.class);
        patient.check(time.instant());
        return members.line(number, LineType.PATIENT, id, members.row(patient), patient.content());
    }

    /** Adds a hash of the patient's own members, which detects a retry independently of the course. */
    ImportLine course(long number, UUID id, ObjectNode line) {
        var course = bodies.read(line, CourseImportLine.class);
        course.check(deviceTime);
        var patient = course.patient();
        var row = members.row(course).put("patientHash", members.hash(patient.id(), patient.content()));
        LineMembers.keep(line, row, List.of("activationVerdicts"));
        return members.line(number, LineType.COURSE, id, row, course);
    }

    ImportLine session(long number, UUID id, ObjectNode line) {
        var rates = members.takeAll(line, RATES, RateChangeLine.class);
        var session = bodies.read(line, SessionImportLine.class);
        session.check(deviceTime, rates.read());
        var row = members.row(session);
        LineMembers.keep(line, row, STORED_AS_SENT);
        if (rates.read().isEmpty()) {
            return members.line(number, LineType.SESSION, id, row, session);
        }
        row.set(RATES, rates.sent());
        return members.line(number, LineType.SESSION, id, row, List.of(session, rates.read()));
    }
}
