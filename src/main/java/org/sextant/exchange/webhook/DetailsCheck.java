package org.sextant.exchange.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.sextant.exchange.feed.ChangeTypes;
import org.sextant.exchange.webhook.sending.AddressGuard;
import org.sextant.exchange.webhook.sending.AddressGuard.Forbidden;
import org.sextant.web.problem.Violations;

/**
 * Refuses details that can never be sent to. Looks the name of the address up, so it must not run in a transaction:
 * that would hold back the feed of all clinics for so long. The address is checked again with each call.
 */
@ApplicationScoped
class DetailsCheck {

    private final AddressGuard guard;
    private final ChangeTypes types;

    DetailsCheck(AddressGuard guard, ChangeTypes types) {
        this.guard = guard;
        this.types = types;
    }

    /** @throws org.sextant.web.problem.ProblemException 422 with all that does not fit */
    void require(WebhookDetails details) {
        var violations = new Violations();
        try {
            guard.check(details.url());
        } catch (Forbidden forbidden) {
            violations.rejectIf(true, "/url", forbidden.getMessage());
        }
        violations
                .rejectIf(
                        details.types() != null && !types.all().containsAll(details.types()),
                        "/types",
                        "must be some of " + String.join(", ", types.all()))
                .rejectIf(
                        details.types() != null
                                && Set.copyOf(details.types()).size()
                                        < details.types().size(),
                        "/types",
                        "must name each type once")
                .refuse();
    }
}
