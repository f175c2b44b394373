package org.sextant.audit.chain;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import org.sextant.platform.StartupRefusal;

/**
 * Refuses to start on a database that was restored from a dump into a younger server: what is written there would come
 * before the end of the chain, and nothing of it could be sealed.
 */
@ApplicationScoped
class TrailGuard {

    private final TrailRepository trail;

    TrailGuard(TrailRepository trail) {
        this.trail = trail;
    }

    /** @throws StartupRefusal with what the operator has to do */
    @ActivateRequestContext
    void start(@Observes StartupEvent start) {
        if (trail.isAhead()) {
            throw new StartupRefusal(
                    "the audit trail comes from another server, whose transaction numbers lie ahead of this"
                            + " one's: nothing could be sealed. Stop PostgreSQL and move its counter past them with pg_resetwal, see"
                            + " docs/deployment.md#backup.");
        }
    }
}
