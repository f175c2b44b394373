package org.sextant.chart.course;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of the revision that a course follows. The course stores its changes, so the values are plain JSON.
 *
 * @param changedBy the {@code sub} of the caller
 */
@Schema(example = """
                {"fromRevision": 1, "toRevision": 2, "reason": "The hold limit of the systolic pressure was wrong",
                 "changedAt": "2026-03-09T08:00:00Z", "changedBy": "demo-prescriber"}\
                """)
public record RevisionChange(
        @Schema(required = true) @Min(1) int fromRevision,
        @Schema(required = true) @Min(1) int toRevision,
        @NotBlank @Size(max = 2000) String reason,
        @NotNull Instant changedAt,
        @NotBlank @Size(max = 500) String changedBy) {

    /** True where each change leads to a later revision, and the last change to {@code revision}. */
    public static boolean leadTo(Integer revision, List<RevisionChange> changes) {
        var reached = changes.get(0).fromRevision;
        for (var change : changes) {
            if (change.fromRevision != reached || change.toRevision <= reached) {
                return false;
            }
            reached = change.toRevision;
        }
        return revision != null && revision == reached;
    }

    /** True where this change is the one that the caller requests, so that the request is a retry. */
    boolean isOf(ChangeRevision request, String caller) {
        return toRevision == request.revision() && reason.equals(request.reason()) && changedBy.equals(caller);
    }
}
