package org.sextant.chart.patient;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * The criteria of a search for patients. A patient must match all criteria that are present.
 *
 * @param mrn the whole medical record number
 * @param family the whole family name; case, accents and apostrophes do not matter
 */
@Schema(example = "{\"family\": \"Example\", \"birthDate\": \"1984-05-17\"}")
record FindPatients(
        @Size(min = 1, max = 64) @IdentifyingText String mrn,
        @Size(min = 1, max = 200) String family,
        LocalDate birthDate) {}
