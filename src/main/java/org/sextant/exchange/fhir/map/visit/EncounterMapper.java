package org.sextant.exchange.fhir.map.visit;

import java.time.Instant;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** A session as Encounter; for callers without clinical detail, the appointment alone. */
public final class EncounterMapper implements Mapper {

    /** The profile that each of them keeps. */
    public static final String PROFILE = Canon.US_CORE + "encounter";

    private static final Coding AMBULATORY = Coding.hl7("v3-ActCode", "AMB", "ambulatory");
    private static final Coding TREATMENT = Coding.own("encounter-type", "treatment-session", "Treatment session");
    private static final Coding HOME = Coding.hl7("discharge-disposition", "home", "Home");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Encounter", row, PROFILE);
        if (scope.clinical()) {
            extensions(row, out);
        }
        out.identifiers(Canon.IDENTIFIER + "session-number", row.text("course_id") + "/" + row.text("number"));
        out.member("status", row.status());
        if (scope.clinical()) {
            history(row, out);
        }
        out.coding("class", AMBULATORY).concepts("type", TREATMENT);
        out.reference("subject", "Patient", row.text("patient_id"));
        if (scope.clinical()) {
            out.references("episodeOfCare", "EpisodeOfCare", row.text("course_id"));
        }
        if (!scope.clinical()) {
            out.period("period", row.time("scheduled_at"), null);
        } else {
            var start = row.time("checked_in_at");
            out.period("period", start == null ? row.time("scheduled_at") : start, end(row));
            out.array("reasonCode", () -> out.element(() -> Indication.members(row, out)));
            if ("HOME".equals(row.text("disposition"))) {
                out.object("hospitalization", () -> out.concept("dischargeDisposition", HOME));
            }
        }
        out.end();
    }

    private static Instant end(Row row) {
        var discharged = row.time("discharged_at");
        return discharged == null && row.has("checked_in_at") ? row.time("cancelled_at") : discharged;
    }

    private static void extensions(Row row, FhirWriter out) {
        out.array("extension", () -> {
            out.extension("scheduled-at", () -> out.member("valueDateTime", row.time("scheduled_at")));
            if (row.has("fasted")) {
                out.extension("fasted", () -> out.member("valueBoolean", row.flag("fasted")));
            }
            if (row.has("no_show")) {
                out.extension("no-show", () -> out.member("valueBoolean", row.flag("no_show")));
            }
        });
    }

    /** The states that the steps have ended, with their times. */
    private static void history(Row row, FhirWriter out) {
        var arrived = row.time("checked_in_at");
        if (arrived == null) {
            return;
        }
        out.array("statusHistory", () -> {
            var begun = row.time("started_at");
            var left = end(row);
            var afterArrival = begun == null ? left : begun;
            if (afterArrival != null) {
                out.element(() -> out.member("status", "arrived").period("period", arrived, afterArrival));
            } else {
                out.element(() -> out.member("status", "arrived").period("period", arrived, null));
            }
            if (begun != null) {
                out.element(() -> out.member("status", "in-progress").period("period", begun, left));
            }
        });
    }
}
