package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.representation.Versioned;

/** One revision of a protocol as the API shows it. */
@Schema(name = "Protocol", example = """
                {"code": "iv-ketamine-0.5", "revision": 1, "version": 1, "recordedAt": "2026-03-01T08:00:00Z",
                 "name": "IV ketamine 0.5 mg/kg over 40 min", "drug": "KETAMINE", "route": "IV",
                 "dose": {"mgPerKg": 0.5, "warnAboveMgPerKg": 1.0, "refuseAboveMgPerKg": 1.5, "maxMg": 100},
                 "infusionMinutes": 40, "plannedSessions": 6, "minDaysBetweenSessions": 2,
                 "clearances": ["PSYCHIATRIC_EVALUATION", "PHYSICAL_EXAM", "BLOOD_WORK", "CONSENT"],
                 "monitoring": {"baselineWithinMinutes": 30, "everyMinutesDuringInfusion": 10, "everyMinutesAfter": 15,
                                "graceMinutes": 5, "observeMinutes": 60},
                 "limits": {"holdSystolicAbove": 160, "alertSystolicAbove": 180},
                 "discharge": ["OBSERVATION_COMPLETE", "VITALS_NEAR_BASELINE", "ORIENTED", "AMBULATORY",
                               "SIDE_EFFECTS_SETTLED", "ESCORT_PRESENT"]}\
                """)
record ProtocolView(
        @Schema(required = true) String code,
        @Schema(required = true) int revision,

        @Schema(required = true, description = "The revision")
        int version,

        @Schema(required = true) Instant recordedAt,
        @JsonUnwrapped Rules rules,

        @Schema(
                description =
                        "What a shipped protocol has and the clinic's revision has not; absent where nothing lacks")
        List<LackingMember> lacks)
        implements Versioned {

    static ProtocolView of(Protocol protocol) {
        return of(protocol, List.of());
    }

    static ProtocolView of(Protocol protocol, List<LackingMember> lacks) {
        return new ProtocolView(
                protocol.code(),
                protocol.revision(),
                protocol.revision(),
                protocol.recordedAt(),
                protocol.rules(),
                lacks.isEmpty() ? null : lacks);
    }
}
