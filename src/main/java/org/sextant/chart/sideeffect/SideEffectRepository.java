package org.sextant.chart.sideeffect;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
    public Map<UUID, List<SideEffectFact>> sideEffectsOf(Collection<UUID> sessionIds) {
        return list("sessionId in ?1 and status <> ?2", sessionIds, RecordStatus.ENTERED_IN_ERROR).stream()
                .collect(Collectors.groupingBy(
                        SideEffect::sessionId, Collectors.mapping(SideEffect::fact, Collectors.toList())));
    }
}
