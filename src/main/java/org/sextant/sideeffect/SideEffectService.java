package org.sextant.sideeffect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.sextant.clinic.Provenance;
import org.sextant.http.ETag;
import org.sextant.session.Session;

/** What staff can do with side effects. Each method is one transaction. */
@ApplicationScoped
@Transactional
class SideEffectService {

    private final SideEffectRepository sideEffects;

    SideEffectService(SideEffectRepository sideEffects) {
        this.sideEffects = sideEffects;
    }

    SideEffect record(Session session, Provenance provenance, RecordSideEffect request) {
        session.requireVisit();
        return sideEffects.add(new SideEffect(provenance, session, request));
    }

    SideEffect resolve(UUID id, String ifMatch, ResolveSideEffect request) {
        var sideEffect = sideEffects.getForChange(id);
        ETag.check(ifMatch, sideEffect.version());
        sideEffect.resolve(request.resolvedAt());
        sideEffects.flush();
        return sideEffect;
    }
}
