package org.sextant.chart.session;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.identity.Caller;
import org.sextant.web.representation.Versioned;

/** Chooses the form of a session for the caller: a coordinator gets no clinical detail. */
public class SessionForm {

    private final Caller caller;

    public SessionForm(Caller caller) {
        this.caller = caller;
    }

    /** The session in the form of the caller's role. */
    public Versioned of(Session session) {
        return caller.seesClinicalDetail() ? SessionView.of(session) : AppointmentView.of(session);
    }

    /** Either form, for the OpenAPI document. */
    @Schema(
            name = "SessionOrAppointment",
            oneOf = {SessionView.class, AppointmentView.class})
    public interface Either {}

    /** A page of either form, for the OpenAPI document. */
    @Schema(name = "PageOfSessions")
    public record OnePage(
            @Schema(required = true) List<Either> items,
            @Schema(required = true, nullable = true) String next) {}
}
