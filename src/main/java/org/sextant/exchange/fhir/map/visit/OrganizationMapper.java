package org.sextant.exchange.fhir.map.visit;

import org.sextant.exchange.fhir.map.FhirWriter;
import org.sextant.exchange.fhir.map.Mapper;
import org.sextant.exchange.fhir.map.Row;
import org.sextant.exchange.fhir.map.Scope;

/** The clinic as Organization; without a profile of the clinic, by its identifier alone. */
public final class OrganizationMapper implements Mapper {

    @Override
    public void write(Row row, Scope scope, FhirWriter out) {
        out.resource("Organization", row);
        out.identifiers("urn:ietf:rfc:3986", scope.mrnSystem());
        out.member("active", true).member("name", row.text("name"));
        out.end();
    }
}
