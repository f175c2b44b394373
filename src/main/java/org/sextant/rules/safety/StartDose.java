package org.sextant.rules.safety;

import java.math.BigDecimal;

/**
 * The dose of a start.
 *
 * @param mgPerKg mg per kg; null with a fixed dose, and for an imported session that does not name it
 * @param mg the planned dose, mg
 */
public record StartDose(BigDecimal mgPerKg, BigDecimal mg) {

    /** True where mg per kg, or mg of a fixed dose, is another one. A dose of the other kind is not compared. */
    public boolean differsFrom(StartDose other) {
        return mgPerKg == null
                ? other.mgPerKg == null && mg.compareTo(other.mg) != 0
                : other.mgPerKg != null && mgPerKg.compareTo(other.mgPerKg) != 0;
    }
}
