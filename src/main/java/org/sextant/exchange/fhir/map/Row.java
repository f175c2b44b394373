package org.sextant.exchange.fhir.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * One version of one record, as the database has it.
 *
 * @param id the logical id of the resource, unique for its type
 * @param version the version of the record
 * @param updatedAt the time of the version, to the millisecond; null where it is unknown
 * @param status the status in FHIR's word; null where the type has none
 * @param content the columns of the record, by name
 */
public record Row(String id, int version, Instant updatedAt, String status, JsonNode content) {

    /** The text of a column; null where the column is null. */
    public String text(String column) {
        var value = content.path(column);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** True where the column is not null. */
    public boolean has(String column) {
        return text(column) != null;
    }

    /** The time of a column; null where the column is null. */
    public Instant time(String column) {
        var text = text(column);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** The number of a column, with its decimals; null where the column is null. */
    public BigDecimal number(String column) {
        var text = text(column);
        return text == null ? null : new BigDecimal(text);
    }

    /** The value of a column that is true or false; null where the column is null. */
    public Boolean flag(String column) {
        return has(column) ? Boolean.valueOf(content.path(column).asBoolean()) : null;
    }

    /** The part of the id behind its dot; empty where the resource is a whole record. */
    public String part() {
        var dot = id.indexOf('.');
        return dot < 0 ? "" : id.substring(dot + 1);
    }
}
