package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.problem.Violations;

/**
 * How often sessions take place, by the week of the course.
 *
 * @param phases the phases in the order of their weeks; empty where the protocol does not set them
 */
public record SchedulePlan(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<@NotNull @Valid Phase> phases) {

    /** No schedule. */
    static final SchedulePlan NONE = new SchedulePlan(null);

    public SchedulePlan {
        phases = phases == null ? List.of() : Collections.unmodifiableList(phases);
    }

    /**
     * One phase of the schedule.
     *
     * @param weeks the first and the last week of the phase, from 1, 1 to 520; the first week alone where the phase has
     *     no end
     * @param perWeek the number of sessions in each week, 1 to 7; null where the phase counts days
     * @param everyDays the time from one session to the next, days, 1 to 365; null where the phase counts sessions
     */
    @Schema(name = "SchedulePhase", description = "Either perWeek or everyDays.")
    public record Phase(
            @Schema(description = "The first and the last week; the first alone where the phase has no end")
            @NotNull
            @Size(min = 1, max = 2)
            List<@NotNull @Min(1) @Max(520) Integer> weeks,

            @Min(1) @Max(7) Integer perWeek,
            @Schema(description = "days") @Min(1) @Max(365) Integer everyDays) {

        /** The first week of the phase, from 1. */
        public int fromWeek() {
            return weeks.get(0);
        }

        /** The last week of the phase; {@link Integer#MAX_VALUE} where the phase has no end. */
        public int toWeek() {
            return weeks.size() == 1 ? Integer.MAX_VALUE : weeks.get(1);
        }

        private void check(String pointer, int previousToWeek, Violations violations) {
            violations
                    .rejectIf((perWeek == null) == (everyDays == null), pointer, "needs either perWeek or everyDays")
                    .rejectIf(toWeek() < fromWeek(), pointer + "/weeks", "must begin with the first week")
                    .rejectIf(
                            fromWeek() <= previousToWeek,
                            pointer + "/weeks",
                            "must begin after the last week of the phase before");
        }
    }

    /** Rejects phases that overlap or are out of order. */
    void check(Violations violations) {
        var previousToWeek = 0;
        for (var i = 0; i < phases.size(); i++) {
            phases.get(i).check("/schedule/phases/" + i, previousToWeek, violations);
            previousToWeek = phases.get(i).toWeek();
        }
    }
}
