package org.sextant.sideeffect;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.sextant.clinic.Change;
import org.sextant.clinic.Provenance;
import org.sextant.problem.CommonProblem;
import org.sextant.problem.Violations;
import org.sextant.safety.SideEffectFact;
import org.sextant.session.Session;
import org.sextant.session.SessionRecord;

/** Something unintended that a patient felt or showed in a session. */
@Entity
public class SideEffect extends SessionRecord {

    @Enumerated(EnumType.STRING)
    private Effect effect;

    @Enumerated(EnumType.STRING)
    private Severity severity;

    private Instant onsetAt;
    private Instant resolvedAt;
    private boolean serious;
    private String action;
    private String note;

    /** For Hibernate. */
    protected SideEffect() {}

    SideEffect(Provenance provenance, Session session, RecordSideEffect request) {
        super(provenance, session);
        become(request);
    }

    void amend(RecordSideEffect content, Change change) {
        amended(change);
        become(content);
    }

    private void become(RecordSideEffect content) {
        this.effect = content.effect();
        this.severity = content.severity();
        this.onsetAt = content.onsetAt();
        this.resolvedAt = content.resolvedAt();
        this.serious = Boolean.TRUE.equals(content.serious());
        this.action = content.action();
        this.note = content.note();
    }

    /** What an amendment changes. */
    RecordSideEffect content() {
        return new RecordSideEffect(null, effect, severity, onsetAt, resolvedAt, serious, action, note);
    }

    /** What is life-threatening is serious, whatever was ticked (ICH E2A). */
    SideEffectFact fact() {
        return new SideEffectFact(
                id(),
                effect.name(),
                severity == Severity.MILD,
                serious || severity == Severity.LIFE_THREATENING,
                onsetAt,
                resolvedAt);
    }

    /** Notes the end. The same end again changes nothing: it is a retry. */
    void resolve(Instant at) {
        requireStanding();
        if (at.equals(resolvedAt)) {
            return;
        }
        if (resolvedAt != null) {
            throw CommonProblem.WRONG_STATE
                    .because("The side effect is over already.")
                    .with("currentStatus", "RESOLVED");
        }
        if (at.isBefore(onsetAt)) {
            throw Violations.of("/resolvedAt", "must not lie before onsetAt");
        }
        resolvedAt = at;
    }

    public Effect effect() {
        return effect;
    }

    public Severity severity() {
        return severity;
    }

    public Instant onsetAt() {
        return onsetAt;
    }

    public Instant resolvedAt() {
        return resolvedAt;
    }

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
