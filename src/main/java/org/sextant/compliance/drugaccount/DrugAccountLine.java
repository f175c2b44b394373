package org.sextant.compliance.drugaccount;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.Drug;
import org.sextant.web.representation.Position;

/**
 * One draw of a controlled drug, and the totals of its lot up to and including this draw.
 *
 * @param doseId the further dose that was drawn; null for the dose of the start
 * @param endedAt the end of the infusion; for a further dose, when it was given
 * @param recordedAt when the end or the further dose was recorded, which may be long after it
 * @param lot null where no lot was recorded
 */
@Schema(name = "DrugAccountLine", example = """
                {"sessionId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21", "endedAt": "2026-03-02T09:55:00Z",
                 "recordedAt": "2026-03-02T09:56:10Z", "drug": "KETAMINE", "lot": "KT-2207", "drawnMg": 50.0,
                 "administeredMg": 36.0, "wastedMg": 14.0, "wasteWitness": "RN Two", "recordedBy": "demo-nurse", "lotDrawnMg": 150.0, "lotAdministeredMg": 108.0, "lotWastedMg": 42.0}\
                """)
record DrugAccountLine(
        @Schema(required = true) UUID sessionId,

        @Schema(description = "Of a further dose; absent of the dose of the start")
        UUID doseId,

        @Schema(required = true, description = "Of a further dose, when it was given")
        Instant endedAt,

        @Schema(
                required = true,
                description = "When the end or the further dose was recorded; a correction of the end keeps it")
        Instant recordedAt,

        @Schema(required = true) Drug drug,

        @Schema(description = "Absent where nobody named it")
        String lot,

        @Schema(required = true, description = "mg, administeredMg + wastedMg")
        BigDecimal drawnMg,

        @Schema(required = true, description = "mg") BigDecimal administeredMg,
        @Schema(required = true, description = "mg") BigDecimal wastedMg,
        String wasteWitness,
        @Schema(required = true) String recordedBy,

        @Schema(required = true, description = "mg of the drug and lot from the beginning of the period to this line")
        BigDecimal lotDrawnMg,

        @Schema(required = true, description = "mg, likewise")
        BigDecimal lotAdministeredMg,

        @Schema(required = true, description = "mg, likewise")
        BigDecimal lotWastedMg) {

    /** The place of the line in the list. */
    Position position() {
        return Position.of(endedAt, recordedAt, doseId == null ? sessionId : doseId);
    }
}
