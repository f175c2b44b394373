package org.sextant.rules.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A clearance that the protocol requires. JSON has the bare kind where all other members have their defaults, because
 * clients of the first contract know only the kind.
 *
 * @param kind the kind of the clearance
 * @param validDays how long a clearance is valid, days, 1 to 3650; 180 where absent
 * @param appliesTo the patients who need the clearance; all where absent
 * @param at the step that needs the clearance; the activation where absent
 */
@JsonDeserialize(using = RequiredClearance.Reader.class)
@Schema(
        description = "The bare kind, or the kind with more members.",
        oneOf = {ClearanceKind.class, RequiredClearance.Members.class})
public record RequiredClearance(
        @NotNull ClearanceKind kind, @Min(1) @Max(3650) Integer validDays, Scope appliesTo, Moment at) {

    private static final int VALID_DAYS = 180;

    /** The patients who need a clearance. */
    @Schema(name = "ClearanceScope")
    public enum Scope {
        ALL,
        CHILDBEARING
    }

    /** The step that needs a clearance. */
    @Schema(name = "ClearanceMoment")
    public enum Moment {
        ACTIVATION,
        EACH_SESSION,
        FIRST_SESSION
    }

    public RequiredClearance {
        validDays = validDays == null ? Integer.valueOf(VALID_DAYS) : validDays;
        appliesTo = appliesTo == null ? Scope.ALL : appliesTo;
        at = at == null ? Moment.ACTIVATION : at;
    }

    /** The clearance that the bare kind stands for: of all patients, at the activation, valid for 180 days. */
    public static RequiredClearance of(ClearanceKind kind) {
        return new RequiredClearance(kind, null, null, null);
    }

    @JsonValue
    Object json() {
        return equals(of(kind)) ? kind : new Members(kind, validDays, appliesTo, at);
    }

    /** The members of a clearance that is more than a bare kind. */
    @Schema(name = "RequiredClearanceMembers")
    record Members(
            @Schema(required = true) ClearanceKind kind,

            @Schema(description = "days; 180 where absent", minimum = "1", maximum = "3650")
            Integer validDays,

            @Schema(description = "ALL where absent") Scope appliesTo,
            @Schema(description = "ACTIVATION where absent") Moment at) {}

    /** Reads the bare kind or the members. */
    static final class Reader extends StdDeserializer<RequiredClearance> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(RequiredClearance.class);
        }

        @Override
        public RequiredClearance deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                return of(context.readValue(json, ClearanceKind.class));
            }
            var members = context.readValue(json, Members.class);
            // Null where the value is no object, which is noted as such.
            return members == null
                    ? null
                    : new RequiredClearance(members.kind, members.validDays, members.appliesTo, members.at);
        }
    }
}
