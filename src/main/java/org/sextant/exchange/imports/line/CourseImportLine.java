package org.sextant.exchange.imports.line;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.course.CoursePhase;
import org.sextant.chart.course.CourseReason;
import org.sextant.chart.course.CourseStatus;
import org.sextant.chart.course.EndReason;
import org.sextant.chart.course.RecordTimes;
import org.sextant.chart.course.RevisionChange;
import org.sextant.chart.patient.Childbearing;
import org.sextant.chart.patient.Sex;
import org.sextant.record.device.DeviceTime;
import org.sextant.web.IdentifyingText;
import org.sextant.web.problem.Violations;

/**
 * A course of the past, with its patient where the clinic does not have the patient yet. {@code toString} hides the
 * content, so that no log line contains patient data.
 *
 * @param mrn comes with family, given, birthDate and sex; all five are absent where the clinic has the patient
 * @param childbearing may come with the patient's other members; UNKNOWN where absent
 * @param protocol the code of a protocol of the clinic
 * @param protocolRevision null means the latest revision
 * @param revisionChanges how the course came to its revision; null where it is that of the planning
 */
public record CourseImportLine(
        @NotNull UUID id,
        @NotNull UUID patientId,
        @Size(min = 1, max = 64) @IdentifyingText String mrn,
        @Size(min = 1, max = 200) String family,
        @Size(min = 1, max = 200) String given,
        LocalDate birthDate,
        Sex sex,
        Childbearing childbearing,

        @NotBlank @Size(max = 64) @IdentifyingText String protocol,

        @Min(1) Integer protocolRevision,
        @Size(min = 1, max = 100) List<@NotNull @Valid RevisionChange> revisionChanges,

        @NotBlank @Size(max = 200) @IdentifyingText String indicationSystem,

        @NotBlank @Size(max = 64) @IdentifyingText String indicationCode,

        @Size(min = 1, max = 200) String indicationDisplay,
        @NotNull CoursePhase phase,
        @NotNull @Min(1) @Max(60) Integer plannedSessions,
        UUID previousCourseId,
        CourseReason reason,

        @Size(max = 20) @JsonDeserialize(contentUsing = IdentifyingText.Reader.class)
        List<@NotBlank @Size(max = 64) String> labels,

        @NotNull CourseStatus status,
        Instant activatedAt,
        @Size(min = 1, max = 2000) String activationOverrideReason,
        List<@NotNull @Valid VerdictLine> activationVerdicts,
        Instant endedAt,
        @Size(min = 1, max = 2000) String discontinueReason,
        EndReason endReason) {

    public CourseImportLine {
        labels = labels == null ? List.of() : labels.stream().distinct().toList();
    }

    /**
     * Checks members that depend on each other.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where members contradict each other
     */
    public void check(DeviceTime deviceTime) {
        var hasPatient = mrn != null || family != null || given != null || birthDate != null || sex != null;
        var violations = new Violations();
        requireWith(violations, hasPatient, mrn, "/mrn");
        requireWith(violations, hasPatient, family, "/family");
        requireWith(violations, hasPatient, given, "/given");
        requireWith(violations, hasPatient, birthDate, "/birthDate");
        requireWith(violations, hasPatient, sex, "/sex");
        var began = status == CourseStatus.ACTIVE || status == CourseStatus.COMPLETED;
        var ended = status == CourseStatus.COMPLETED || status == CourseStatus.DISCONTINUED;
        violations
                .rejectIf(
                        !hasPatient && childbearing != null,
                        "/childbearing",
                        "must come with the patient's other members")
                .rejectIf(
                        revisionChanges != null && !RevisionChange.leadTo(protocolRevision, revisionChanges),
                        "/revisionChanges",
                        "must lead from each revision to a later one, the last to protocolRevision")
                .rejectIf(began && activatedAt == null, "/activatedAt", "must be given for a course that is " + status)
                .rejectIf(
                        status == CourseStatus.PLANNED && activatedAt != null,
                        "/activatedAt",
                        "must be absent for a course that is PLANNED")
                .rejectIf(
                        activatedAt == null && activationOverrideReason != null,
                        "/activationOverrideReason",
                        "must be absent for a course without activatedAt")
                .rejectIf(
                        activatedAt == null && activationVerdicts != null,
                        "/activationVerdicts",
                        "must be absent for a course without activatedAt")
                .rejectIf(isBeforeBirth(activatedAt), "/activatedAt", "must not lie before the patient's birth")
                .rejectIf(ended && endedAt == null, "/endedAt", "must be given for a course that is " + status)
                .rejectIf(!ended && endedAt != null, "/endedAt", "must be absent for a course that is " + status)
                .rejectIf(
                        (status == CourseStatus.DISCONTINUED) != (discontinueReason != null),
                        "/discontinueReason",
                        "must be given for a course that is DISCONTINUED, and for no other")
                .rejectIf(
                        status != CourseStatus.DISCONTINUED && endReason != null,
                        "/endReason",
                        "must be absent for a course that is " + status)
                .rejectIf(
                        activatedAt != null && endedAt != null && endedAt.isBefore(activatedAt),
                        "/endedAt",
                        "must not lie before activatedAt")
                .refuse();
        deviceTime.ofHistory(activatedAt, null, "/activatedAt");
        deviceTime.ofHistory(endedAt, null, "/endedAt");
        if (revisionChanges != null) {
            revisionChanges.forEach(change -> deviceTime.ofHistory(change.changedAt(), null, "/revisionChanges"));
        }
    }

    private boolean isBeforeBirth(Instant time) {
        return time != null
                && birthDate != null
                && time.isBefore(birthDate.atStartOfDay(RecordTimes.FIRST).toInstant());
    }

    /** The patient of the line; of one that the clinic has, only the id. */
    public PatientImportLine patient() {
        return new PatientImportLine(patientId, mrn, family, given, birthDate, sex, childbearing);
    }

    private static void requireWith(Violations violations, boolean required, Object member, String pointer) {
        violations.rejectIf(required && member == null, pointer, "must come with the patient's other members");
    }

    @Override
    public String toString() {
        return "CourseImportLine[hidden]";
    }
}
