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
import org.sextant.record.tenancy.PatientOfEmergency;
import org.sextant.record.tenancy.TenantResolver;

/**
 * What every record of a clinic has in common. Hibernate adds the caller's clinic to each query, load by id and update;
 * triggers on its table write the audit and change rows.
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
        parameters = @ParamDef(name = "patient", type = UUID.class, resolver = PatientOfEmergency.class))
@Filter(name = ClinicRecord.OF_CALLER, condition = "clinic_id = :clinic")
public abstract class ClinicRecord {

    /** The name of the filter that keeps each clinic to its own. */
    public static final String OF_CALLER = "ofCallersClinic";

    /** The name of the filter that keeps a read under emergency access to one patient's records. */
    public static final String OF_EMERGENCY = "ofEmergency";

    /** Its condition on a record that belongs to a patient. */
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

    public UUID id() {
        return id;
    }

    /** Starts at 1 and grows by one with every change. */
    public int version() {
        return version;
    }

    /** When the server took the record in. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** The {@code sub} of whoever sent it. */
    public String recordedBy() {
        return recordedBy;
    }

    /** True where this record was created from that content. */
    boolean isOf(Provenance provenance) {
        return contentHash.equals(provenance.contentHash());
    }
}
