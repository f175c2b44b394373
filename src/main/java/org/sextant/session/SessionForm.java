package org.sextant.session;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.http.Versioned;
import org.sextant.identity.Caller;

/** Which of its two forms a session takes: clinical detail is not for those who only keep the schedule. */
class SessionForm {

    private final Caller caller;

    SessionForm(Caller caller) {
        this.caller = caller;
    }

    Versioned of(Session session) {
        return caller.seesClinicalDetail() ? SessionView.of(session) : AppointmentView.of(session);
    }

    /** The two forms, for the contract. */
    @Schema(
            name = "SessionOrAppointment",
            oneOf = {SessionView.class, AppointmentView.class})
    interface Either {}

    /** A page of either form, for the contract. */
    @Schema(name = "PageOfSessions")
    record OnePage(
            @Schema(required = true) List<Either> items,
            @Schema(required = true, nullable = true) String next) {}
}
