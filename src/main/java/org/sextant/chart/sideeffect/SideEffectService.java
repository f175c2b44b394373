package org.sextant.chart.sideeffect;

import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRepository;
import org.sextant.chart.session.SessionWatch;
import org.sextant.chart.session.VisitTimes;
import org.sextant.record.Amendment;
import org.sextant.record.Corrections;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceTime;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;
import org.sextant.web.MergePatch;
import org.sextant.web.representation.ETag;

/** Records, resolves, amends and retracts side effects. Each write is one transaction that locks the session. */
@ApplicationScoped
class SideEffectService implements Intake<RecordSideEffect> {

    private static final String LATER = "A side effect that came in later";

    private final SideEffectRepository sideEffects;
    private final SessionRepository sessions;
    private final SessionWatch watch;
    private final IdempotentCreate creates;
    private final Corrections corrections;
    private final MergePatch mergePatch;
    private final DeviceTime deviceTime;
    private final VisitTimes times;
    private final InstantSource time;

    SideEffectService(
            SideEffectRepository sideEffects,
            SessionRepository sessions,
            SessionWatch watch,
            IdempotentCreate creates,
            Corrections corrections,
            MergePatch mergePatch,
            DeviceTime deviceTime,
            VisitTimes times,
            InstantSource time) {
        this.sideEffects = sideEffects;
        this.sessions = sessions;
        this.watch = watch;
        this.creates = creates;
        this.corrections = corrections;
        this.mergePatch = mergePatch;
        this.deviceTime = deviceTime;
        this.times = times;
        this.time = time;
    }

    @Transactional
    SideEffect record(UUID sessionId, Provenance provenance, RecordSideEffect request) {
        var session = sessions.getForUpdate(sessionId);
        var sideEffect = sideEffects.add(sideEffect(session, provenance, request));
        watch.sideEffectsChanged(session, LATER);
        return sideEffect;
    }

    @Override
    @Transactional
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordSideEffect>> requests) {
        var session = sessions.findForUpdate(sessionId).orElse(null);
        if (session == null) {
            return CreateResult.ofNothing(requests);
        }
        var results = creates.executeAll(
                requests, sideEffects, pending -> sideEffect(session, pending.provenance(), pending.request()));
        if (CreateResult.anyCreated(results)) {
            watch.sideEffectsChanged(session, LATER);
        }
        return results;
    }

    private SideEffect sideEffect(Session session, Provenance provenance, RecordSideEffect request) {
        var span = Span.of(request, deviceTime, session);
        times.check(session, span.onset().corrected(), request.historic(), "/onsetAt");
        return new SideEffect(provenance, session, request, span);
    }

    @Override
    public Kind kind() {
        return Kind.SIDE_EFFECT;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER);
    }

    @Override
    public Class<RecordSideEffect> request() {
        return RecordSideEffect.class;
    }

    @Transactional
    SideEffect resolve(UUID id, String ifMatch, ResolveSideEffect request) {
        return change(id, "The side effect is over", (sideEffect, session) -> {
            // A retry names the version before the first attempt.
            if (!request.resolvedAt().equals(sideEffect.resolvedAt())) {
                ETag.check(ifMatch, sideEffect.version());
            }
            sideEffect.resolve(sideEffect.span().until(request, deviceTime, session), time.instant());
        });
    }

    @Transactional
    SideEffect amend(UUID id, String ifMatch, JsonNode body) {
        var amendment = Amendment.of(body);
        return change(id, amendment.reason(), (sideEffect, session) -> {
            var change = corrections.of(sideEffect, ifMatch, amendment.reason());
            var content = amendment.apply(mergePatch, sideEffect.content());
            content.check();
            var span = sideEffect.span().corrected(content, deviceTime, session);
            times.recheck(session, sideEffect.at(), span.onset().corrected(), content.historic(), "/onsetAt");
            sideEffect.amend(content, span, change);
        });
    }

    @Transactional
    SideEffect retract(UUID id, String ifMatch, String reason) {
        return change(
                id, reason, (sideEffect, session) -> sideEffect.retract(corrections.of(sideEffect, ifMatch, reason)));
    }

    private SideEffect change(UUID id, String reason, BiConsumer<SideEffect, Session> edit) {
        var session = sessions.getForUpdate(sideEffects.sessionOf(id));
        var sideEffect = sideEffects.getForUpdate(id);
        edit.accept(sideEffect, session);
        sideEffects.flush();
        watch.sideEffectsChanged(session, reason);
        return sideEffect;
    }
}
