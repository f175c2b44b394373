package org.sextant.sideeffect;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.sextant.clinic.ClinicRecord;
import org.sextant.clinic.Provenance;
import org.sextant.clinic.RecordStatus;
import org.sextant.problem.CommonProblem;
import org.sextant.problem.Violations;
import org.sextant.session.Session;

/** Something unintended that a patient felt or showed in a session. */
@Entity
public class SideEffect extends ClinicRecord {

    @Column(updatable = false)
    private UUID sessionId;

    @Column(updatable = false)
    private UUID patientId;

    @Enumerated(EnumType.STRING)
    private RecordStatus status;

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
        super(provenance);
        this.sessionId = session.id();
        this.patientId = session.patientId();
        this.status = RecordStatus.FINAL;
        this.effect = request.effect();
        this.severity = request.severity();
        this.onsetAt = request.onsetAt();
        this.resolvedAt = request.resolvedAt();
        this.serious = Boolean.TRUE.equals(request.serious());
        this.action = request.action();
        this.note = request.note();
    }

    /** Notes the end. The same end again changes nothing: it is a retry. */
    void resolve(Instant at) {
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

    UUID sessionId() {
        return sessionId;
    }

    RecordStatus status() {
        return status;
    }

    Effect effect() {
        return effect;
    }

    Severity severity() {
        return severity;
    }

    Instant onsetAt() {
        return onsetAt;
    }

    Instant resolvedAt() {
        return resolvedAt;
    }

    boolean serious() {
        return serious;
    }

    String action() {
        return action;
    }

    String note() {
        return note;
    }
}
