package org.sextant.monitoring;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.RecordOrder;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.Finding;
import org.sextant.web.problem.CommonProblem;

/** Something that somebody has to look at. One stands for all findings of its kind that nobody has seen to yet. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Alert extends ClinicRecord {

    /** The finding that an alert shows: the latest of the worst. */
    private static final Comparator<Finding> TELLING =
            Comparator.comparing(Finding::severity).thenComparing(Finding.ORDER);

    /** The same findings make the same list, whatever their times were corrected to. */
    private static final Comparator<Evidence> BY_ID = Comparator.comparing(Evidence::id, RecordOrder.IDS);

    private UUID courseId;
    private UUID patientId;
    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    private AlertKind kind;

    @Enumerated(EnumType.STRING)
    private AlertSeverity severity;

    @Enumerated(EnumType.STRING)
    private AlertStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Evidence> sources;

    private UUID sourceId;
    private BigDecimal value;
    private BigDecimal limitValue;
    private String detail;
    private Instant dueAt;
    private Instant changedAt;
    private Instant acknowledgedAt;
    private String acknowledgedBy;
    private String acknowledgement;
    private Instant closedAt;
    private String closedReason;

    /** For Hibernate. */
    protected Alert() {}

    /**
     * What one record shows. A record that is corrected to something else is other evidence, which nobody has seen to.
     *
     * @param detail what it shows where that is no number; else null
     */
    record Evidence(UUID id, AlertSeverity severity, BigDecimal value, String detail) {

        static Evidence of(Finding finding) {
            return new Evidence(
                    finding.sourceId(),
                    finding.severity(),
                    finding.value(),
                    finding.value() == null ? finding.detail() : null);
        }
    }

    /** What an alert is about. */
    record Subject(UUID courseId, UUID patientId, UUID sessionId) {}

    Alert(Provenance provenance, Subject subject, List<Finding> findings) {
        this(provenance, subject, findings, null);
    }

    /** @param dueAt when the reading was due that was missed; null for all other kinds */
    Alert(Provenance provenance, Subject subject, List<Finding> findings, Instant dueAt) {
        super(provenance);
        this.courseId = subject.courseId();
        this.patientId = subject.patientId();
        this.sessionId = subject.sessionId();
        this.kind = findings.get(0).kind();
        this.status = AlertStatus.OPEN;
        this.dueAt = dueAt;
        this.changedAt = provenance.recordedAt();
        show(findings);
    }

    /** Stands for these findings from now on. */
    void update(List<Finding> findings, Instant now) {
        var telling = telling(findings);
        if (!evidence().equals(evidenceOf(findings))
                || !sourceId.equals(telling.sourceId())
                || !detail.equals(telling.detail())) {
            show(findings);
            changedAt = now;
        }
    }

    private void show(List<Finding> findings) {
        var telling = telling(findings);
        sources = evidenceOf(findings);
        sourceId = telling.sourceId();
        severity = telling.severity();
        value = telling.value();
        limitValue = telling.limit();
        detail = telling.detail();
    }

    private static Finding telling(List<Finding> findings) {
        return findings.stream().max(TELLING).orElseThrow();
    }

    private static List<Evidence> evidenceOf(List<Finding> findings) {
        return findings.stream().map(Evidence::of).sorted(BY_ID).toList();
    }

    /** What it stands for. Older rows may have it stored in the order of {@link UUID#compareTo}. */
    private List<Evidence> evidence() {
        return sources.stream().sorted(BY_ID).toList();
    }

    boolean standsFor(Finding finding) {
        return sources.contains(Evidence.of(finding));
    }

    /** True where the same person has acknowledged it before, with the same note. */
    boolean isAcknowledgedBy(String by, String note) {
        return status == AlertStatus.ACKNOWLEDGED && by.equals(acknowledgedBy) && Objects.equals(note, acknowledgement);
    }

    /** Notes who has seen to it. The same again changes nothing: it is a retry. */
    void acknowledge(String by, String note, Instant now) {
        if (isAcknowledgedBy(by, note)) {
            return;
        }
        if (status != AlertStatus.OPEN) {
            throw CommonProblem.WRONG_STATE
                    .because("Only an open alert can be acknowledged.")
                    .with("currentStatus", status);
        }
        status = AlertStatus.ACKNOWLEDGED;
        acknowledgedAt = now;
        acknowledgedBy = by;
        acknowledgement = note;
        changedAt = now;
    }

    /** What it warned of is over. One that somebody has acknowledged stays so. */
    void clear(String reason, Instant now) {
        if (status == AlertStatus.OPEN) {
            close(AlertStatus.CLEARED, reason, now);
        }
    }

    /** What had cleared it was entered in error. */
    void reopen(Instant now) {
        if (status == AlertStatus.CLEARED) {
            status = AlertStatus.OPEN;
            closedAt = null;
            closedReason = null;
            changedAt = now;
        }
    }

    /** It does not hold, and never should have. */
    void withdraw(String reason, Instant now) {
        close(AlertStatus.WITHDRAWN, reason, now);
    }

    private void close(AlertStatus next, String reason, Instant now) {
        status = next;
        closedAt = now;
        closedReason = reason;
        changedAt = now;
    }

    UUID courseId() {
        return courseId;
    }

    UUID patientId() {
        return patientId;
    }

    UUID sessionId() {
        return sessionId;
    }

    AlertKind kind() {
        return kind;
    }

    AlertSeverity severity() {
        return severity;
    }

    AlertStatus status() {
        return status;
    }

    /** The records that it stands for, by id. */
    List<UUID> sources() {
        return evidence().stream().map(Evidence::id).toList();
    }

    UUID sourceId() {
        return sourceId;
    }

    BigDecimal value() {
        return value;
    }

    BigDecimal limit() {
        return limitValue;
    }

    String detail() {
        return detail;
    }

    /** When the missed reading was due; null for all other kinds. */
    Instant dueAt() {
        return dueAt;
    }

    /** When it was raised or last changed. */
    Instant changedAt() {
        return changedAt;
    }

    Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    String acknowledgedBy() {
        return acknowledgedBy;
    }

    String acknowledgement() {
        return acknowledgement;
    }

    Instant closedAt() {
        return closedAt;
    }

    String closedReason() {
        return closedReason;
    }
}
