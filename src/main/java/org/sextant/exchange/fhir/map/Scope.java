package org.sextant.exchange.fhir.map;

import java.util.UUID;

/**
 * For whom resources are written.
 *
 * @param base the address of the FHIR API, without a slash at its end
 * @param clinic the clinic of the caller
 * @param issuer the {@code iss} of the tokens that staff have
 * @param clinical false for callers who see demographics and appointments only
 */
public record Scope(String base, UUID clinic, String issuer, boolean clinical) {

    /** The system of the clinic's medical record numbers. */
    public String mrnSystem() {
        return "urn:uuid:" + clinic;
    }
}
