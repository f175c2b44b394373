package org.sextant.reporting.dataset;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The schemas of the rows, for the API contract. {@link DatasetContract} adds the columns of each dataset. */
final class DatasetSchemas {

    private DatasetSchemas() {}

    @Schema(
            name = "CsvRows",
            type = SchemaType.STRING,
            description = "RFC 4180 in UTF-8, lines ending with CRLF, names of the columns first. Text that a"
                    + " spreadsheet would run as a formula has an apostrophe in front.",
            example = "subject,sex,age,protocol\r\n4be1a0c2d5f60718293a,FEMALE,41,iv-ketamine-0.5\r\n")
    interface Csv {}

    @Schema(
            name = "NdjsonRows",
            type = SchemaType.STRING,
            description = "One JSON object a line, which begins with its `type`; an import takes these lines.",
            example = "{\"type\":\"VITALS\",\"id\":\"01957f72-3c80-7e1b-b7d4-0b6a5c9d2e83\",\"systolic\":128}\n")
    interface Ndjson {}

    @Schema(name = "CourseRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sex": "FEMALE", "age": "41", "protocol": "iv-ketamine-0.5", "status": "COMPLETED",
                     "sessionsCompleted": 6, "phq9Baseline": 19, "phq9Latest": 8, "phq9PercentChange": -57.9, "phq9Response": true}\
                    """)
    interface CourseRow {}

    @Schema(name = "SessionRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "number": 1, "status": "DISCHARGED", "mgPerKg": 0.5, "administeredMg": 36,
                     "dayOfCourse": 1, "infusionMinutes": 40, "maxSystolic": 148}\
                    """)
    interface SessionRow {}

    @Schema(name = "VitalsRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sessionNumber": 1, "dayOfCourse": 1, "minuteOfSession": 30, "phase": "INFUSION",
                     "systolic": 148, "diastolic": 88, "meanArterial": 108, "heartRate": 82, "spo2": 97}\
                    """)
    interface VitalsRow {}

    @Schema(name = "SideEffectRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sessionNumber": 1, "effect": "NAUSEA", "severity": "MILD", "serious": false,
                     "onsetMinute": 20, "minutesToResolution": 25}\
                    """)
    interface SideEffectRow {}

    @Schema(name = "DoseRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sessionNumber": 1, "dayOfCourse": 0, "minuteOfSession": 15, "mg": 20,
                     "doseRoute": "IM"}\
                    """)
    interface DoseRow {}

    @Schema(name = "AssessmentRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "instrument": "PHQ-9", "timepoint": "BASELINE", "dayOfCourse": 0, "total": 19,
                     "answers": [2, 3, 2, 2, 2, 3, 2, 2, 1]}\
                    """)
    interface AssessmentRow {}

    @Schema(name = "ClearanceRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "kind": "BLOOD_WORK", "outcome": "CLEARED", "sex": "FEMALE"}\
                    """)
    interface ClearanceRow {}

    @Schema(name = "ProtocolRow", type = SchemaType.OBJECT, example = """
                    {"code": "iv-ketamine-0.5", "revision": 2, "drug": "KETAMINE", "route": "IV", "dose": {"mgPerKg": 0.5},
                     "infusionMinutes": 40, "plannedSessions": 6, "minDaysBetweenSessions": 2, "clearances": ["CONSENT"]}\
                    """)
    interface ProtocolRow {}

    @Schema(name = "MedicationRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sessionNumber": 1, "dayOfCourse": 1, "minuteOfSession": 17}\
                    """)
    interface MedicationRow {}

    @Schema(name = "AlertRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sessionNumber": 1, "dayOfCourse": 1, "minuteOfSession": 25,
                     "kind": "SYSTOLIC_HIGH", "severity": "CRITICAL", "status": "ACKNOWLEDGED", "value": 192, "limit": 180}\
                    """)
    interface AlertRow {}

    @Schema(name = "RemsSubmissionRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sessionNumber": 1, "dayOfCourse": 3}\
                    """)
    interface RemsSubmissionRow {}

    @Schema(name = "PatientRow", type = SchemaType.OBJECT, example = """
                    {"subject": "4be1a0c2d5f60718293a", "sex": "FEMALE", "childbearing": "YES"}\
                    """)
    interface PatientRow {}

    @Schema(name = "ClinicRow", type = SchemaType.OBJECT, example = """
                    {"revision": 1, "timeZone": "America/New_York"}\
                    """)
    interface ClinicRow {}

    @Schema(name = "PageOfCourseRows")
    record CourseRows(
            @Schema(required = true) List<CourseRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfSessionRows")
    record SessionRows(
            @Schema(required = true) List<SessionRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfVitalsRows")
    record VitalsRows(
            @Schema(required = true) List<VitalsRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfSideEffectRows")
    record SideEffectRows(
            @Schema(required = true) List<SideEffectRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfDoseRows")
    record DoseRows(
            @Schema(required = true) List<DoseRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfAssessmentRows")
    record AssessmentRows(
            @Schema(required = true) List<AssessmentRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfClearanceRows")
    record ClearanceRows(
            @Schema(required = true) List<ClearanceRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfProtocolRows")
    record ProtocolRows(
            @Schema(required = true) List<ProtocolRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfMedicationRows")
    record MedicationRows(
            @Schema(required = true) List<MedicationRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfAlertRows")
    record AlertRows(
            @Schema(required = true) List<AlertRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfRemsSubmissionRows")
    record RemsSubmissionRows(
            @Schema(required = true) List<RemsSubmissionRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfPatientRows")
    record PatientRows(
            @Schema(required = true) List<PatientRow> items,
            @Schema(required = true, nullable = true) String next) {}

    @Schema(name = "PageOfClinicRows")
    record ClinicRows(
            @Schema(required = true) List<ClinicRow> items,
            @Schema(required = true, nullable = true) String next) {}
}
