package org.sextant.audit.chain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of an export: the first line names the clinic, then follow all checkpoints, then all entries. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditExportLine", example = "{\"trailOf\": \"11111111-1111-4111-8111-111111111111\"}")
record TrailLine(
        @Schema(description = "The clinic; in the first line")
        UUID trailOf,

        @Schema(implementation = Checkpoint.class) Checkpoint checkpoint,

        @Schema(
                implementation = Checkpoint.class,
                description =
                        "A checkpoint that the service keeps outside of its database, where the database has none like it")
        Checkpoint keptCheckpoint,

        @Schema(implementation = TrailEntry.class) TrailEntry entry) {

    static TrailLine of(UUID clinic) {
        return new TrailLine(clinic, null, null, null);
    }

    static TrailLine of(Checkpoint checkpoint) {
        return new TrailLine(null, checkpoint, null, null);
    }

    static TrailLine ofKept(Checkpoint checkpoint) {
        return new TrailLine(null, null, checkpoint, null);
    }

    static TrailLine of(TrailEntry entry) {
        return new TrailLine(null, null, null, entry);
    }
}
