package org.sextant.audit.log;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/**
 * The record that a call of the FHIR API concerns, for the audit trail: its address does not name the record as those of
 * the native API do.
 *
 * @param path the path with the name of the type, such as {@code /fhir/Patient/{id}}; it contains nothing from the client
 * @param collection the collection of the native API that has the record, such as {@code sessions}; or null
 * @param id the id of the record, or null
 */
public record CalledRecord(String path, String collection, UUID id) {

    private static final String KEY = "sextant.called-record";

    /** Names the record of a call, in the place of an earlier one. */
    public void nameFor(RoutingContext call) {
        call.put(KEY, this);
    }

    static Optional<CalledRecord> of(RoutingContext call) {
        return Optional.ofNullable(call.get(KEY));
    }
}
