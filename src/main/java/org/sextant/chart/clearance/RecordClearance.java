package org.sextant.chart.clearance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.rules.protocol.ClearanceKind;
import org.sextant.rules.safety.ClearanceOutcome;
import org.sextant.web.problem.Violations;

/**
 * The request to record whether the patient is fit for treatment in one respect.
 *
 * @param outcome on the path of a course CLEARED where absent; else required
 * @param condition for CONDITIONAL, and for no other outcome
 * @param clearedOn the date of the examination, test or signature
 * @param clearedBy the person who decided
 * @param expiresOn the last day on which the clearance is valid, where it ends before the days of the protocol
 */
@Schema(example = """
                {"kind": "BLOOD_WORK", "outcome": "CLEARED", "clearedOn": "2026-02-24", "clearedBy": "Dr. Example",
                 "results": [{"code": "1742-6", "value": 31, "unit": "U/L", "low": 7, "high": 56}], "note": "Liver values normal"}\
                """)
public record RecordClearance(
        UUID id,
        @NotNull ClearanceKind kind,

        @Schema(description = "On the path of a patient required; on the path of a course CLEARED where absent")
        ClearanceOutcome outcome,

        @Size(min = 1, max = 2000) String condition,
        @NotNull LocalDate clearedOn,
        @NotBlank @Size(max = 200) String clearedBy,
        LocalDate expiresOn,
        @Size(max = 100) List<@NotNull @Valid ClearanceResult> results,
        @Valid ClearanceDocument document,
        @Size(min = 1, max = 2000) String note) {

    /** The time zone furthest ahead, where the next day starts first. */
    private static final ZoneOffset FIRST_ZONE = ZoneOffset.ofHours(14);

    /**
     * Checks what concerns several members.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where members contradict each other, or the clearance lies in
     *     the future
     */
    public void check(Instant now) {
        var violations = new Violations()
                .rejectIf(clearedOn.getYear() < 1900, "/clearedOn", "must be in 1900 or later")
                .rejectIf(
                        clearedOn.isAfter(now.atZone(FIRST_ZONE).toLocalDate()),
                        "/clearedOn",
                        "must not lie in the future")
                .rejectIf(
                        expiresOn != null && expiresOn.isBefore(clearedOn),
                        "/expiresOn",
                        "must not lie before clearedOn")
                .rejectIf(expiresOn != null && expiresOn.getYear() > 2199, "/expiresOn", "must be in 2199 or earlier")
                .rejectIf(
                        (outcome == ClearanceOutcome.CONDITIONAL) != (condition != null),
                        "/condition",
                        "must be given for a clearance that is CONDITIONAL, and for no other");
        IntStream.range(0, results == null ? 0 : results.size())
                .forEach(index -> results.get(index).check("/results/" + index, violations));
        violations.refuse();
    }

    /**
     * Checks that the outcome is there.
     *
     * @throws org.sextant.web.problem.ProblemException 422 without an outcome
     */
    public void requireOutcome() {
        new Violations().rejectIf(outcome == null, "/outcome", "is required").refuse();
    }
}
