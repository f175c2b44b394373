package org.sextant.chart.course;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.problem.Violations;

/** Refuses the time of a record that lies before the patient's birth, or unexpectedly long before the course. */
@ApplicationScoped
public class RecordTimes {

    /** The time zone in which a day begins first. */
    public static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    private static final String UNBORN = "must not lie before the patient's birth";

    /** The time zone in which a day begins last. */
    private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

    private final PatientRepository patients;
    private final ProtocolRepository protocols;
    private final ClinicProfiles clinics;

    RecordTimes(PatientRepository patients, ProtocolRepository protocols, ClinicProfiles clinics) {
        this.patients = patients;
        this.protocols = protocols;
        this.clinics = clinics;
    }

    /**
     * What the time of a record is compared with.
     *
     * @param earlier the time of a record that the patient has, such as the check-in of the visit: the birth date cannot
     *     be moved past it, so a record that lies after it needs no look at the birth date; null where there is none
     * @param since the beginning of the course, or the check-in of the visit that the record belongs to
     * @param protocol the code of the protocol, whose {@code historyDays} apply
     */
    public record Origin(UUID patientId, Instant earlier, Instant since, String protocol, int protocolRevision) {}

    /**
     * Accepts a time that a record can have.
     *
     * @param at the time by the service's clock
     * @param historic true where the sender states that the record is older than the protocol expects; may be null
     * @param pointer the place of the time in the body (RFC 6901)
     * @throws org.sextant.web.problem.ProblemException 422 where the time lies before the patient's birth, or more than
     *     {@code historyDays} before the origin without {@code historic}
     */
    public void check(Origin origin, Instant at, Boolean historic, String pointer) {
        var days = Boolean.TRUE.equals(historic) ? null : historyDays(origin);
        new Violations()
                .rejectIf(isUnborn(origin.patientId(), origin.earlier(), at), pointer, UNBORN)
                .rejectIf(
                        days != null && at.isBefore(origin.since().minus(Duration.ofDays(days))),
                        pointer,
                        "must not lie more than %d days before the course; for a record of the past send historic: true"
                                .formatted(days))
                .refuse();
    }

    /**
     * Accepts the time of an appointment.
     *
     * @param earlier as in {@link Origin}
     * @param pointer the place of the time in the body (RFC 6901)
     * @throws org.sextant.web.problem.ProblemException 422 where the time lies before the patient's birth
     */
    public void requireBorn(UUID patientId, Instant earlier, Instant at, String pointer) {
        new Violations()
                .rejectIf(isUnborn(patientId, earlier, at), pointer, UNBORN)
                .refuse();
    }

    private boolean isUnborn(UUID patientId, Instant earlier, Instant at) {
        return (earlier == null || at.isBefore(earlier)) && isBefore(patients.birthDateForRecord(patientId), at);
    }

    private Integer historyDays(Origin origin) {
        return protocols.rules(origin.protocol(), origin.protocolRevision()).historyDays();
    }

    /** True where the time lies before the date in the time zone of the clinic, which is read only where it matters. */
    private boolean isBefore(LocalDate birthDate, Instant at) {
        if (!at.isBefore(birthDate.atStartOfDay(LAST).toInstant())) {
            return false;
        }
        return at.isBefore(birthDate.atStartOfDay(FIRST).toInstant())
                || at.isBefore(birthDate.atStartOfDay(clinics.zone()).toInstant());
    }
}
