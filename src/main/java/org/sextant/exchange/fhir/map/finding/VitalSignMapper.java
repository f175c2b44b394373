package org.sextant.exchange.fhir.map.finding;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.sextant.exchange.fhir.map.Canon;
import org.sextant.exchange.fhir.map.Coding;
import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/**
 * One part of a reading as Observation. A value that an amendment took away stays readable, as entered in error, with the
 * last value that it had.
 */
public final class VitalSignMapper implements Mapper {

    private static final BigDecimal THREE = BigDecimal.valueOf(3);
    private static final Coding SYSTOLIC = Coding.loinc("8480-6", "Systolic blood pressure");
    private static final Coding DIASTOLIC = Coding.loinc("8462-4", "Diastolic blood pressure");

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        var sign = VitalSign.of(row.part()).orElseThrow();
        out.resource("Observation", row, sign.profile());
        extensions(row, out);
        out.identifiers(Canon.IDENTIFIER + "reading", row.text("id"));
        out.member("status", row.status()).concepts("category", sign.category());
        out.concept("code", sign.codes().toArray(Coding[]::new));
        out.reference("subject", "Patient", row.text("patient_id"));
        out.reference("encounter", "Encounter", row.text("session_id"));
        out.member("effectiveDateTime", row.time("corrected_at")).member("issued", row.time("recorded_at"));
        out.array("performer", () -> out.element(() -> out.staff(row.text("recorded_by"), scope)));
        value(sign, row, out);
        end(sign, row, out);
    }

    private static void end(VitalSign sign, Row row, FhirWriter out) {
        if (row.has("note")) {
            out.array("note", () -> out.element(() -> out.member("text", row.text("note"))));
        }
        if (sign == VitalSign.MAP) {
            out.object("method", () -> out.member("text", "Diastolic + (systolic - diastolic) / 3"));
        } else if (row.has("source")) {
            var source = row.text("source");
            out.concept(
                    "method",
                    Coding.own("source", source, source.equals("DEVICE") ? "Sent by a device" : "Entered by hand"));
        }
        if (row.has("device_id")) {
            out.object("device", () -> out.object("identifier", () -> out.member("value", row.text("device_id"))));
        }
        if (sign == VitalSign.MAP) {
            out.references("derivedFrom", "Observation", row.text("id") + "." + VitalSign.BP.part());
        }
        if (sign == VitalSign.BP) {
            components(row, out);
        }
        out.end();
    }

    private static void value(VitalSign sign, Row row, FhirWriter out) {
        switch (sign) {
            case BP -> {
                // A panel has no value of its own.
            }
            case MAP -> out.quantity("valueQuantity", mean(row), sign.unit(), sign.unitCode());
            case SEDATION -> out.member("valueInteger", value(row, sign.column()));
            default -> out.quantity("valueQuantity", value(row, sign.column()), sign.unit(), sign.unitCode());
        }
    }

    private static BigDecimal mean(Row row) {
        var diastolic = value(row, "diastolic");
        return diastolic.add(diastolic).add(value(row, "systolic")).divide(THREE, 1, RoundingMode.HALF_UP);
    }

    /** The value, or the last one before an amendment took it away; null where there never was one. */
    private static BigDecimal value(Row row, String column) {
        if (row.has(column)) {
            return row.number(column);
        }
        for (JsonNode earlier : row.content().path("earlier")) {
            if (!earlier.path(column).isNull()) {
                return new BigDecimal(earlier.path(column).asText());
            }
        }
        return null;
    }

    private static void components(Row row, FhirWriter out) {
        out.array("component", () -> {
            component(SYSTOLIC, value(row, "systolic"), row, out);
            component(DIASTOLIC, value(row, "diastolic"), row, out);
        });
    }

    private static void component(Coding code, BigDecimal value, Row row, FhirWriter out) {
        out.element(() -> {
            out.concept("code", code);
            if (value != null) {
                out.quantity("valueQuantity", value, "mmHg", "mm[Hg]");
            } else {
                out.object("dataAbsentReason", () -> absent(row.text("absent_reason"), out));
            }
        });
    }

    private static void absent(String reason, FhirWriter out) {
        switch (reason) {
            case "REFUSED" -> out.codings(Coding.hl7("data-absent-reason", "asked-declined", "Asked But Declined"));
            case "DEVICE_ERROR" -> out.codings(Coding.hl7("data-absent-reason", "error", "Error"));
            default ->
                out.codings(Coding.hl7("data-absent-reason", "not-performed", "Not Performed"))
                        .member("text", "Not measurable");
        }
    }

    /** What follows from the session, and what the device told where it was corrected. */
    private static void extensions(Row row, FhirWriter out) {
        var at = row.time("corrected_at");
        var started = row.time("started_at");
        var ended = row.time("ended_at");
        out.array("extension", () -> {
            var phase = started == null || at.isBefore(started)
                    ? "BASELINE"
                    : ended == null || !at.isAfter(ended) ? "INFUSION" : "RECOVERY";
            out.extension("phase", () -> out.member("valueCode", phase));
            if (started != null) {
                var minutes = Math.floorDiv(Duration.between(started, at).toSeconds(), 60);
                out.extension("minutes-from-start", () -> out.member("valueInteger", Math.toIntExact(minutes)));
            }
            if (!row.time("taken_at").equals(at)) {
                out.extension("told-time", () -> out.member("valueDateTime", row.time("taken_at")));
                out.extension(
                        "clock-offset-seconds", () -> out.member("valueDecimal", row.number("clock_offset_seconds")));
            }
        });
    }
}
