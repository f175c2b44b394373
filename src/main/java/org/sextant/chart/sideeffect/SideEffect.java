package org.sextant.chart.sideeffect;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.sextant.chart.session.Session;
import org.sextant.chart.session.SessionRecord;
import org.sextant.record.Change;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceMoment;
import org.sextant.rules.safety.SideEffectFact;
import org.sextant.web.problem.CommonProblem;

/** A side effect of a patient during a session. */
@Entity
public class SideEffect extends SessionRecord {

    @Enumerated(EnumType.STRING)
    private Effect effect;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    private Instant onsetAt;
    private Instant resolvedAt;
    private Long resolvedClockOffsetSeconds;
    private boolean serious;
    private String action;
    private String note;

    /** When the service recorded the last resolution; an amendment does not change this time. */
    private Instant resolutionRecordedAt;

    /** For Hibernate. */
    protected SideEffect() {}

    SideEffect(Provenance provenance, Session session, RecordSideEffect request, Span span) {
        super(provenance, session);
        become(request, span);
    }

    void amend(RecordSideEffect content, Span span, Change change) {
        amended(change);
        become(content, span);
    }

    private void become(RecordSideEffect content, Span span) {
        this.effect = content.effect();
        this.severity = content.severity();
        this.serious = Boolean.TRUE.equals(content.serious());
        this.action = content.action();
        this.note = content.note();
        become(span);
    }

    private void become(Span span) {
        setClockOffset(span.onset());
        onsetAt = span.onset().reportedAt();
        resolvedAt = span.resolved() == null ? null : span.resolved().reportedAt();
        resolvedClockOffsetSeconds =
                span.resolved() == null ? null : span.resolved().clockOffsetSeconds();
    }

    Span span() {
        return new Span(moment(), resolvedAt == null ? null : new DeviceMoment(resolvedAt, resolvedClockOffsetSeconds));
    }

    /** The content that an amendment can change. */
    RecordSideEffect content() {
        return new RecordSideEffect(null, effect, severity, onsetAt, resolvedAt, serious, action, note, null);
    }

    /** The facts for the rules. A life-threatening side effect is serious even if not marked as serious (ICH E2A). */
    SideEffectFact fact() {
        return new SideEffectFact(
                id(),
                effect.name(),
                severity == Severity.MILD,
                severity == Severity.SEVERE,
                serious || severity == Severity.LIFE_THREATENING,
                at(),
                recordedAt(),
                resolvedAt == null ? null : span().resolved().corrected());
    }

    /**
     * Records the end. A repeated request with the same end is a retry and changes nothing.
     *
     * @throws org.sextant.web.problem.ProblemException 409 {@code wrong-state} where the side effect has another end
     *     already, or is entered in error
     */
    void resolve(Span until, Instant now) {
        requireStanding();
        if (until.equals(span())) {
            return;
        }
        if (resolvedAt != null) {
            throw CommonProblem.WRONG_STATE
                    .because("The side effect is already resolved.")
                    .with("currentStatus", "RESOLVED");
        }
        become(until);
        resolutionRecordedAt = now;
    }

    public Effect effect() {
        return effect;
    }

    public Severity severity() {
        return severity;
    }

    @Override
    protected Instant reportedAt() {
        return onsetAt;
    }

    Instant resolvedAt() {
        return resolvedAt;
    }

    /** How many seconds the clock that reported the end was ahead; null where it is unknown, and without an end. */
    Long resolvedClockOffsetSeconds() {
        return resolvedClockOffsetSeconds;
    }

    /** True where staff marked the side effect as serious in the regulatory sense. */
    public boolean serious() {
        return serious;
    }

    String action() {
        return action;
    }

    String note() {
        return note;
    }
}
