package org.sextant.audit.chain;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The result of a check of the chain. */
@Schema(name = "AuditVerification", example = """
                {"intact": true, "entries": 4711, "checkpoints": 380, "signedUpTo": 4711, "found": 0, "findings": []}\
                """)
record VerificationView(
        @Schema(required = true, description = "True where nothing was found")
        boolean intact,

        @Schema(required = true, description = "Links of the chain")
        long entries,

        @Schema(required = true, description = "Checkpoints that the service's key has signed")
        long checkpoints,

        @Schema(required = true, description = "The last link that a checkpoint vouches for")
        long signedUpTo,

        @Schema(required = true, description = "How much does not fit")
        long found,

        @Schema(required = true, description = "The first hundred of them")
        List<FindingView> findings) {

    /** One defect. */
    @Schema(name = "AuditFinding")
    record FindingView(
            @Schema(required = true, description = "The place in the chain; 0 where it has none")
            long n,

            @Schema(required = true) String what) {}

    static VerificationView of(ChainCheck.Outcome outcome) {
        return new VerificationView(
                outcome.intact(),
                outcome.entries(),
                outcome.checkpoints(),
                outcome.signedUpTo(),
                outcome.found(),
                outcome.findings().stream()
                        .map(finding -> new FindingView(finding.n(), finding.what()))
                        .toList());
    }
}
