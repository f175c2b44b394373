package org.sextant.sideeffect;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import java.util.function.Consumer;
import org.sextant.clinic.Amendment;
import org.sextant.clinic.Corrections;
import org.sextant.clinic.DeviceTime;
import org.sextant.clinic.Provenance;
import org.sextant.http.ETag;
import org.sextant.http.MergePatch;
import org.sextant.session.SessionRepository;
import org.sextant.session.SessionWatch;

/** What staff can do with side effects. Each method is one transaction, which holds the session. */
@ApplicationScoped
@Transactional
class SideEffectService {

    private final SideEffectRepository sideEffects;
    private final SessionRepository sessions;
    private final SessionWatch watch;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;

    SideEffectService(
            SideEffectRepository sideEffects,
            SessionRepository sessions,
            SessionWatch watch,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime) {
        this.sideEffects = sideEffects;
        this.sessions = sessions;
        this.watch = watch;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
    }

    SideEffect record(UUID sessionId, Provenance provenance, RecordSideEffect request) {
        var session = sessions.getForChange(sessionId);
        var sideEffect = sideEffects.add(new SideEffect(provenance, session, request));
        watch.sideEffectsChanged(session, "A side effect that came in later");
        return sideEffect;
    }

    SideEffect resolve(UUID id, String ifMatch, ResolveSideEffect request) {
        return change(id, "The side effect is over", sideEffect -> {
            ETag.check(ifMatch, sideEffect.version());
            sideEffect.resolve(request.resolvedAt());
        });
    }

    SideEffect amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        return change(id, amendment.reason(), sideEffect -> {
            var change = corrections.of(sideEffect, ifMatch, amendment.reason());
            var content = mergePatch.apply(sideEffect.content(), amendment.changes());
            content.check(deviceTime);
            sideEffect.amend(content, change);
        });
    }

    SideEffect retract(UUID id, String ifMatch, String reason) {
        return change(id, reason, sideEffect -> sideEffect.retract(corrections.of(sideEffect, ifMatch, reason)));
    }

    private SideEffect change(UUID id, String reason, Consumer<SideEffect> act) {
        var session = sessions.getForChange(sideEffects.sessionOf(id));
        var sideEffect = sideEffects.getForChange(id);
        act.accept(sideEffect);
        sideEffects.flush();
        watch.sideEffectsChanged(session, reason);
        return sideEffect;
    }
}
