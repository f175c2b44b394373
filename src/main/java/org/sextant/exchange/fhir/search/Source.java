package org.sextant.exchange.fhir.search;

import org.sextant.exchange.fhir.map.Mapper;

/**
 * One kind of record that resources of a type come from.
 *
 * @param keys SQL: one row for each resource of the clinic {@code :clinic}, with the columns that the type's parameters
 *     and its order need, and in this order {@code record_id}, {@code id}, {@code version}, {@code updated_at},
 *     {@code recorded_at}, {@code at}, {@code until_at}, {@code patient_id}, {@code status}
 * @param content SQL: the columns of the record {@code found.record_id} of the clinic {@code :clinic}, as jsonb
 * @param mapper writes the resource
 */
public record Source(String keys, String content, Mapper mapper) {}
