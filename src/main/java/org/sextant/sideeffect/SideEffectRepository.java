package org.sextant.sideeffect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.clinic.RecordStatus;
import org.sextant.safety.SideEffectFact;
import org.sextant.session.SessionRecordRepository;
import org.sextant.session.SideEffectsOfSession;

/** The side effects of the clinic's sessions. */
@ApplicationScoped
public class SideEffectRepository extends SessionRecordRepository<SideEffect> implements SideEffectsOfSession {

    SideEffectRepository() {
        super(SideEffect.class, "side_effect");
    }

    /** Those that stand, in no order. */
    public List<SideEffect> standing(UUID sessionId) {
        return list("sessionId = ?1 and status <> ?2", sessionId, RecordStatus.ENTERED_IN_ERROR);
    }

    @Override
    public List<SideEffectFact> sideEffectsOf(UUID sessionId) {
        return standing(sessionId).stream().map(SideEffect::fact).toList();
    }
}
