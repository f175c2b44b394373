package org.sextant.chart.course;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * The condition that the patient is treated for, as a code.
 *
 * @param system the URI of the code system, such as {@code http://hl7.org/fhir/sid/icd-10-cm}
 */
@Embeddable
@Schema(example = """
                {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F33.2", "display": "Major depressive disorder, recurrent, severe"}\
                """)
public record Indication(
        @NotBlank @Size(max = 200) @Column(name = "indication_system") @IdentifyingText
        String system,

        @NotBlank @Size(max = 64) @Column(name = "indication_code") @IdentifyingText
        String code,

        @Size(min = 1, max = 200) @Column(name = "indication_display")
        String display) {}
