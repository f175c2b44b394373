package org.sextant.record;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.hibernate.annotations.PartitionKey;
import org.sextant.record.tenancy.PatientOfCaller;
import org.sextant.record.tenancy.TenantResolver;

/**
 * The common part of all records of a clinic. Hibernate adds the caller's clinic to each query, load by id and update.
 * Triggers on the table write the rows of the audit trail and of the history.
 */
@MappedSuperclass
@FilterDef(
        name = ClinicRecord.OF_CALLER,
        autoEnabled = true,
        applyToLoadByKey = true,
        parameters = @ParamDef(name = "clinic", type = UUID.class, resolver = TenantResolver.class))
@FilterDef(
        name = ClinicRecord.OF_EMERGENCY,
        autoEnabled = true,
        applyToLoadByKey = true,
        parameters = @ParamDef(name = "patient", type = UUID.class, resolver = PatientOfCaller.class))
@Filter(name = ClinicRecord.OF_CALLER, condition = "clinic_id = :clinic")
public abstract class ClinicRecord {

    /** The name of the filter that restricts each clinic to its own records. */
    public static final String OF_CALLER = "ofCallersClinic";

    /** The name of the filter that restricts a caller who may see one patient only to that patient's records. */
    public static final String OF_EMERGENCY = "ofEmergency";

    /** The condition of {@link #OF_EMERGENCY} for records of a patient; the id of zeros means no restriction. */
    public static final String PATIENT_OF_EMERGENCY =
            "(:patient = '00000000-0000-0000-0000-000000000000' or patient_id = :patient)";

    @Id
    private UUID id;

    @PartitionKey
    @Column(updatable = false)
    private UUID clinicId;

    @Version
    private int version = 1;

    @Column(updatable = false)
    private Instant recordedAt;

    @Column(updatable = false)
    private String recordedBy;

    @Column(updatable = false)
    private String contentHash;

    /** For Hibernate. */
    protected ClinicRecord() {}

    protected ClinicRecord(Provenance provenance) {
        this.id = provenance.id();
        this.clinicId = provenance.clinicId();
        this.recordedAt = provenance.recordedAt();
        this.recordedBy = provenance.recordedBy();
        this.contentHash = provenance.contentHash();
    }

    /** Unique in the clinic for this type of record; chosen by the client or by the service. */
    public UUID id() {
        return id;
    }

    /** Starts at 1 and grows by one with every change. */
    public int version() {
        return version;
    }

    /** The time when the service recorded the record. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The {@code sub} of the caller who sent the record. */
    public String recordedBy() {
        return recordedBy;
    }

    /** True where this record was created from the content of {@code provenance}. */
    boolean isOf(Provenance provenance) {
        return contentHash.equals(provenance.contentHash());
    }
}
