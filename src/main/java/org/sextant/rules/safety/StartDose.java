package org.sextant.rules.safety;

import java.math.BigDecimal;

/**
 * The dose that a start gives.
 *
 * @param mgPerKg mg per kg; null where the dose of the protocol is fixed
 * @param mg the planned dose, mg
 */
public record StartDose(BigDecimal mgPerKg, BigDecimal mg) {}
