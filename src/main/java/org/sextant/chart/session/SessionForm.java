package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.chart.patient.PatientLabel;
import org.sextant.chart.patient.PatientRepository;
import org.sextant.identity.Caller;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.web.representation.Versioned;

/**
 * Chooses the form of a session for the caller: a coordinator gets no clinical detail. Each form has the local time of
 * the appointment.
 */
@ApplicationScoped
public class SessionForm {

    private final Caller caller;
    private final ClinicProfiles clinics;
    private final PatientRepository patients;

    SessionForm(Caller caller, ClinicProfiles clinics, PatientRepository patients) {
        this.caller = caller;
        this.clinics = clinics;
        this.patients = patients;
    }

    /** The session in the form of the caller's role. */
    public Versioned of(Session session) {
        return caller.seesClinicalDetail() ? clinical(session) : AppointmentView.of(session, null, clinics.zone());
    }

    /** The session as clinical staff see it. */
    public SessionView clinical(Session session) {
        return SessionView.of(session, null, clinics.zone());
    }

    /** Adds the labels of their patients to sessions, with one statement. */
    List<OnBoard> withPatients(List<Session> sessions) {
        var labels = patients.labelsOf(
                sessions.stream().map(Session::patientId).distinct().toList());
        return sessions.stream()
                .map(session -> new OnBoard(session, labels.get(session.patientId())))
                .toList();
    }

    /** A session of the board in the form of the caller's role. */
    Versioned onBoard(OnBoard row) {
        return caller.seesClinicalDetail()
                ? SessionView.of(row.session(), row.patient(), clinics.zone())
                : AppointmentView.of(row.session(), row.patient(), clinics.zone());
    }

    /** A session, and whose it is. */
    record OnBoard(Session session, PatientLabel patient) {}

    /** Either form, for the OpenAPI document. */
    @Schema(
            name = "SessionOrAppointment",
            anyOf = {SessionView.class, AppointmentView.class})
    public interface Either {}

    /** A page of either form, for the OpenAPI document. */
    @Schema(name = "PageOfSessions")
    public record OnePage(
            @Schema(required = true) List<Either> items,
            @Schema(required = true, nullable = true) String next) {}
}
