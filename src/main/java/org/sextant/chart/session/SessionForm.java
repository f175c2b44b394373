package org.sextant.chart.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    SessionForm(Caller caller, ClinicProfiles clinics) {
        this.caller = caller;
        this.clinics = clinics;
    }

    /** The session in the form of the caller's role. */
    public Versioned of(Session session) {
        return caller.seesClinicalDetail() ? clinical(session) : AppointmentView.of(session, clinics.zone());
    }

    /** The session as clinical staff see it. */
    public SessionView clinical(Session session) {
        return SessionView.of(session, clinics.zone());
    }

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
