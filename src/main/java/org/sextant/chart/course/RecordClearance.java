package org.sextant.chart.course;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.web.NotBlankIfPresent;

/**
 * The request to record a clearance of the patient.
 *
 * @param clearedOn the date of the clearance
 * @param clearedBy the person who cleared the patient
 */
@Schema(example = """
                {"kind": "BLOOD_WORK", "clearedOn": "2026-02-24", "clearedBy": "Dr. Example", "note": "Liver values normal"}\
                """)
record RecordClearance(
        UUID id,
        @NotNull ClearanceKind kind,
        @NotNull LocalDate clearedOn,
        @NotBlank @Size(max = 200) String clearedBy,
        @Size(min = 1, max = 2000) @NotBlankIfPresent String note) {}
