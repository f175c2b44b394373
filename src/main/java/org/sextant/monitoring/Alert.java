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
import java.util.stream.Stream;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;
import org.sextant.record.RecordOrder;
import org.sextant.rules.protocol.RequiredMeasurement;
import org.sextant.rules.safety.AlertKind;
import org.sextant.rules.safety.AlertSeverity;
import org.sextant.rules.safety.Finding;
import org.sextant.rules.safety.MonitoringClock;
import org.sextant.rules.safety.MonitoringClock.Missed;
import org.sextant.web.problem.CommonProblem;

/** A finding that staff must check. One open alert covers all unacknowledged findings of its kind. */
@Entity
@Filter(name = ClinicRecord.OF_EMERGENCY, condition = ClinicRecord.PATIENT_OF_EMERGENCY)
public class Alert extends ClinicRecord {

    /** An alert shows the finding of the highest severity; among equals, the latest finding. */
    private static final Comparator<Finding> SHOWN_LAST =
            Comparator.comparing(Finding::severity).thenComparing(Finding.ORDER);

    /** Sorted by id, so that a corrected time of a finding does not change the list. */
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

    @JdbcTypeCode(SqlTypes.JSON)
    private List<RequiredMeasurement> missing;

    private Boolean lateEntry;

    private Instant changedAt;
    private Instant acknowledgedAt;
    private String acknowledgedBy;
    private String acknowledgement;
    private Instant closedAt;
    private String closedReason;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Review> reviews;

    /** For Hibernate. */
    protected Alert() {}

    /**
     * What one record shows. A record that is corrected to another value is new, unacknowledged evidence.
     *
     * @param value the measured number; null where the record shows no number
     * @param detail the {@link Finding#evidence()} where the record shows no number; else null
     */
    record Evidence(UUID id, AlertSeverity severity, BigDecimal value, String detail) {

        /** Compared by the value of the number: 5.40 is 5.4. */
        Evidence {
            value = value == null ? null : value.stripTrailingZeros();
        }

        static Evidence of(Finding finding) {
            return new Evidence(finding.sourceId(), finding.severity(), finding.value(), finding.evidence());
        }
    }

    /**
     * The course, patient and session that an alert is about.
     *
     * @param sessionId null for an assessment that belongs to no session
     */
    record Subject(UUID courseId, UUID patientId, UUID sessionId) {}

    Alert(Provenance provenance, Subject subject, List<Finding> findings) {
        this(provenance, subject, findings, null, null);
    }

    /**
     * An alert of a missed reading.
     *
     * @param missed the missed reading; null for all other kinds
     * @param lateEntry {@link MonitoringClock#isLateEntry}; null for all other kinds
     */
    Alert(Provenance provenance, Subject subject, List<Finding> findings, Missed missed, Boolean lateEntry) {
        super(provenance);
        this.courseId = subject.courseId();
        this.patientId = subject.patientId();
        this.sessionId = subject.sessionId();
        this.kind = findings.get(0).kind();
        this.status = AlertStatus.OPEN;
        this.dueAt = missed == null ? null : missed.dueAt();
        this.missing = missed == null ? null : listed(missed);
        this.lateEntry = lateEntry;
        this.changedAt = provenance.recordedAt();
        show(findings);
    }

    private static List<RequiredMeasurement> listed(Missed missed) {
        return missed.missing().isEmpty() ? null : List.copyOf(missed.missing());
    }

    /** Makes the alert cover these findings, and only these. */
    void update(List<Finding> findings, Instant now) {
        var findingToShow = findingToShow(findings);
        if (!evidence().equals(evidenceOf(findings))
                || !sourceId.equals(findingToShow.sourceId())
                || !detail.equals(findingToShow.detail())) {
            show(findings);
            changedAt = now;
        }
    }

    private void show(List<Finding> findings) {
        var findingToShow = findingToShow(findings);
        sources = evidenceOf(findings);
        sourceId = findingToShow.sourceId();
        severity = findingToShow.severity();
        value = findingToShow.value();
        limitValue = findingToShow.limit();
        detail = findingToShow.detail();
    }

    private static Finding findingToShow(List<Finding> findings) {
        return findings.stream().max(SHOWN_LAST).orElseThrow();
    }

    private static List<Evidence> evidenceOf(List<Finding> findings) {
        return findings.stream().map(Evidence::of).sorted(BY_ID).toList();
    }

    /** The evidence, sorted by id. Older rows may store the evidence in the order of {@link UUID#compareTo}. */
    private List<Evidence> evidence() {
        return sources.stream().sorted(BY_ID).toList();
    }

    boolean covers(Finding finding) {
        return sources.contains(Evidence.of(finding));
    }

    /** True where this person has already acknowledged the alert with this note. */
    boolean isAcknowledgedBy(String by, String note) {
        return status == AlertStatus.ACKNOWLEDGED && by.equals(acknowledgedBy) && Objects.equals(note, acknowledgement);
    }

    /**
     * Records who acknowledges the alert. Repeating an acknowledgement changes nothing: the second request is a retry.
     *
     * @throws org.sextant.web.problem.ProblemException 409 where the alert is not open
     */
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

    /**
     * Records a review of the suicide risk. A review of an open alert acknowledges the alert too. Repeating the last
     * review changes nothing: the second request is a retry.
     *
     * @throws org.sextant.web.problem.ProblemException 409 for an alert of another kind, or a withdrawn alert
     */
    void review(Review review) {
        if (kind != AlertKind.SUICIDAL_IDEATION) {
            throw CommonProblem.WRONG_STATE
                    .because("Only an alert of the kind SUICIDAL_IDEATION is reviewed; acknowledge this alert.")
                    .with("currentStatus", status);
        }
        if (isReviewedAs(review)) {
            return;
        }
        if (status == AlertStatus.WITHDRAWN) {
            throw CommonProblem.WRONG_STATE
                    .because("A withdrawn alert cannot be reviewed.")
                    .with("currentStatus", status);
        }
        if (status == AlertStatus.OPEN) {
            acknowledge(review.reviewedBy(), null, review.reviewedAt());
        }
        reviews = Stream.concat(reviews().stream(), Stream.of(review)).toList();
        changedAt = review.reviewedAt();
    }

    /** True where the last review says the same. */
    boolean isReviewedAs(Review review) {
        var earlier = reviews();
        return !earlier.isEmpty() && review.repeats(earlier.get(earlier.size() - 1));
    }

    /** The cause of the alert is over. An acknowledged alert stays acknowledged. */
    void clear(String reason, Instant now) {
        if (status == AlertStatus.OPEN) {
            close(AlertStatus.CLEARED, reason, now);
        }
    }

    /** The reading or the discharge that cleared the alert was entered in error. */
    void reopen(Instant now) {
        if (status == AlertStatus.CLEARED) {
            status = AlertStatus.OPEN;
            closedAt = null;
            closedReason = null;
            changedAt = now;
        }
    }

    /** The records no longer support the alert: it should not have been raised. */
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

    /** The ids of the records that the alert covers, sorted. */
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

    /** The required measurements that were missing, in the order of the constants; empty where any reading counts, and for all other kinds. */
    List<RequiredMeasurement> missing() {
        return missing == null ? List.of() : missing;
    }

    /**
     * True where the reading had counted as missed before the start was recorded; null for all other kinds, and for alerts
     * of which nobody knows.
     */
    Boolean lateEntry() {
        return lateEntry;
    }

    /** When the alert was raised or last changed. */
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

    /** The reviews of the suicide risk, the first one first. */
    List<Review> reviews() {
        return reviews == null ? List.of() : reviews;
    }

    Instant closedAt() {
        return closedAt;
    }

    String closedReason() {
        return closedReason;
    }
}
