package org.sextant.chart.sideeffect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.sextant.chart.session.SessionRecordRepository;
import org.sextant.chart.session.SideEffectsOfSession;
import org.sextant.record.RecordStatus;
import org.sextant.rules.safety.SideEffectFact;

/** The side effects of the clinic's sessions. */
@ApplicationScoped
public class SideEffectRepository extends SessionRecordRepository<SideEffect> implements SideEffectsOfSession {

    SideEffectRepository() {
        super(SideEffect.class, "side_effect");
    }

    /** The side effects that are not entered in error, in any order. */
    public List<SideEffect> standing(UUID sessionId) {
        return list("sessionId = ?1 and status <> ?2", sessionId, RecordStatus.ENTERED_IN_ERROR);
    }

    @Override
    public List<SideEffectFact> sideEffectsOf(UUID sessionId) {
        return standing(sessionId).stream().map(SideEffect::fact).toList();
    }
}
