package org.sextant.reporting.cohort;

import java.util.Locale;

/** The inductions whose response a report follows, by what was given to keep the response. */
enum Maintenance implements QueryEnum {
    ALL,
    /** Those with the drug given in a maintenance course before the observation ended. */
    WITH,
    WITHOUT;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
