package org.sextant.chart.patient;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import org.hibernate.annotations.Filter;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** Who is treated, as the clinic knows them. */
@Entity
@Filter(
        name = ClinicRecord.OF_EMERGENCY,
        condition = "(:patient = '00000000-0000-0000-0000-000000000000' or id = :patient)")
public class Patient extends ClinicRecord {

    private String mrn;
    private String family;
    /** The family name in small letters, made by the database for the search. */
    @Column(insertable = false, updatable = false)
    private String familyKey;

    private String given;
    private LocalDate birthDate;

    @Enumerated(EnumType.STRING)
    private Sex sex;

    /** For Hibernate. */
    protected Patient() {}

    Patient(Provenance provenance, PatientDetails details) {
        super(provenance);
        become(details);
    }

    void become(PatientDetails details) {
        this.mrn = details.mrn();
        this.family = details.name().family();
        this.given = details.name().given();
        this.birthDate = details.birthDate();
        this.sex = details.sex();
    }

    PatientDetails details() {
        return new PatientDetails(mrn, new PersonName(family, given), birthDate, sex);
    }
}
