package org.sextant.rules.safety;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What the rules need to know of the patient.
 *
 * @param birthDate null where it is unknown
 * @param zone the time zone of the clinic, in which a time has its date
 */
public record PatientFacts(LocalDate birthDate, ZoneId zone) {

    /** The age in whole years on the date of the clinic at {@code moment}; null where the birth date is unknown. */
    public Integer ageAt(Instant moment) {
        return birthDate == null
                ? null
                : Period.between(birthDate, LocalDate.ofInstant(moment, zone)).getYears();
    }

    /** Nothing is known of the patient. */
    static final PatientFacts UNKNOWN = new PatientFacts(null, ZoneOffset.UTC);
}
