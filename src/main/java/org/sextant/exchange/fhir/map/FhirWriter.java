package org.sextant.exchange.fhir.map;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * Writes FHIR's JSON piece by piece. A member without a value is left out, because FHIR knows neither null nor empty
 * objects; who begins an object or a list writes something into it.
 */
public final class FhirWriter {

    private static final Coding SUBSETTED = Coding.hl7("v3-ObservationValue", "SUBSETTED", null);

    private final JsonGenerator json;
    private Set<String> only;
    private int depth;
    private int depthOfResource = -1;

    /** @param json where the pieces go */
    public FhirWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Something that is written. */
    @FunctionalInterface
    private interface Piece {
        void write() throws IOException;
    }

    /**
     * Leaves out all members of the following resources but some.
     *
     * @param members the names of the members that are written; null for all
     */
    public FhirWriter only(Set<String> members) {
        only = members;
        return this;
    }

    private boolean isLeftOut(String name) {
        return only != null && depth == depthOfResource && !only.contains(name);
    }

    /** Begins a resource with its id, version and the profiles that it keeps. */
    public FhirWriter resource(String type, Row row, String... profiles) {
        object(() -> {});
        depthOfResource = depth;
        return member("resourceType", type).member("id", row.id()).object("meta", () -> {
            member("versionId", String.valueOf(row.version()));
            member("lastUpdated", row.updatedAt());
            if (profiles.length > 0) {
                array("profile", () -> {
                    for (var profile : profiles) {
                        value(profile);
                    }
                });
            }
            if (only != null) {
                array("tag", () -> coding(SUBSETTED));
            }
        });
    }

    /** Ends what {@link #resource} began. */
    public void end() {
        if (depth == depthOfResource) {
            depthOfResource = -1;
        }
        depth--;
        piece(json::writeEndObject);
    }

    /** Begins an object that {@link #end} ends. */
    private FhirWriter object(Runnable first) {
        piece(json::writeStartObject);
        depth++;
        first.run();
        return this;
    }

    /** An element of a list that is an object. */
    public FhirWriter element(Runnable members) {
        object(members);
        end();
        return this;
    }

    public FhirWriter object(String name, Runnable members) {
        if (isLeftOut(name)) {
            return this;
        }
        piece(() -> json.writeFieldName(name));
        return element(members);
    }

    /** The name of a member whose value somebody else writes, such as the mapper of a contained resource. */
    public FhirWriter name(String name) {
        piece(() -> json.writeFieldName(name));
        return this;
    }

    public FhirWriter array(String name, Runnable elements) {
        if (isLeftOut(name)) {
            return this;
        }
        piece(() -> json.writeArrayFieldStart(name));
        elements.run();
        piece(json::writeEndArray);
        return this;
    }

    /** An element of a list that is text. */
    public FhirWriter value(String text) {
        piece(() -> json.writeString(text));
        return this;
    }

    public FhirWriter member(String name, String text) {
        if (text != null && !isLeftOut(name)) {
            piece(() -> json.writeStringField(name, text));
        }
        return this;
    }

    /** A time in UTC, as exact as it is known. */
    public FhirWriter member(String name, Instant time) {
        return member(name, time == null ? null : time.toString());
    }

    public FhirWriter member(String name, LocalDate date) {
        return member(name, date == null ? null : date.toString());
    }

    /** A number with the decimals that it has, never with an exponent. */
    public FhirWriter member(String name, BigDecimal number) {
        if (number != null && !isLeftOut(name)) {
            piece(() -> {
                json.writeFieldName(name);
                json.writeNumber(number.toPlainString());
            });
        }
        return this;
    }

    public FhirWriter member(String name, Integer number) {
        return member(name, number == null ? null : BigDecimal.valueOf(number));
    }

    public FhirWriter member(String name, Boolean flag) {
        if (flag != null && !isLeftOut(name)) {
            piece(() -> json.writeBooleanField(name, flag));
        }
        return this;
    }

    /** The members of a coding. */
    /** An element of a list that is a code. */
    public void coding(Coding coding) {
        element(() ->
                member("system", coding.system()).member("code", coding.code()).member("display", coding.display()));
    }

    /** A single coding. */
    public FhirWriter coding(String name, Coding coding) {
        return object(
                name,
                () -> member("system", coding.system())
                        .member("code", coding.code())
                        .member("display", coding.display()));
    }

    /** A concept with one or more codings. */
    public FhirWriter concept(String name, Coding... codings) {
        return object(name, () -> codings(codings));
    }

    /** A list of one concept with one or more codings. */
    public FhirWriter concepts(String name, Coding... codings) {
        return array(name, () -> element(() -> codings(codings)));
    }

    /** The codings of a concept, as a member of it. */
    public FhirWriter codings(Coding... codings) {
        return array("coding", () -> {
            for (var coding : codings) {
                coding(coding);
            }
        });
    }

    /** A concept that is only text; nothing where the text is null. */
    public FhirWriter textConcept(String name, String text) {
        return text == null ? this : object(name, () -> member("text", text));
    }

    /** A reference to a resource of this service, such as {@code Patient/…}; nothing where the id is null. */
    public FhirWriter reference(String name, String type, String id) {
        return id == null ? this : object(name, () -> member("reference", type + "/" + id));
    }

    /** A list of one reference; nothing where the id is null. */
    public FhirWriter references(String name, String type, String id) {
        return id == null ? this : array(name, () -> element(() -> member("reference", type + "/" + id)));
    }

    /** A member of the staff, whom the service knows by the {@code sub} of a token only. */
    public FhirWriter staff(String subject, Scope scope) {
        return staff(subject, scope.issuer());
    }

    /** The same, of a token of this issuer. */
    public FhirWriter staff(String subject, String issuer) {
        return member("type", "Practitioner")
                .object("identifier", () -> member("system", issuer).member("value", subject))
                .member("display", subject);
    }

    /** A list of one identifier. */
    public FhirWriter identifiers(String system, String value) {
        return array("identifier", () -> element(() -> member("system", system).member("value", value)));
    }

    /** A quantity in a unit of UCUM. */
    public FhirWriter quantity(String name, BigDecimal value, String unit, String code) {
        return object(
                name,
                () -> member("value", value)
                        .member("unit", unit)
                        .member("system", Canon.UCUM)
                        .member("code", code));
    }

    /** The beginning and, where it is known, the end of a period. */
    public FhirWriter period(String name, Instant start, Instant end) {
        return object(name, () -> member("start", start).member("end", end));
    }

    /** An element of the list of extensions: one of the project's own, with its value. */
    public FhirWriter extension(String name, Runnable value) {
        return element(() -> {
            member("url", Canon.EXTENSION + name);
            value.run();
        });
    }

    private static void piece(Piece piece) {
        try {
            piece.write();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
