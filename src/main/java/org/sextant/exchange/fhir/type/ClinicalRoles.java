package org.sextant.exchange.fhir.type;

import java.util.Set;
import org.sextant.identity.Role;

/** The roles that read a type: those of the operations of the native API that show the same record. */
final class ClinicalRoles {

    /** Whoever reads charts. */
    static final Set<String> CHART = Set.of(Role.NURSE, Role.PRESCRIBER, Role.INTEGRATION, Role.EMERGENCY);

    /** Whoever reads charts, and coordinators, who see demographics and appointments. */
    static final Set<String> FRONT_DESK =
            Set.of(Role.NURSE, Role.PRESCRIBER, Role.COORDINATOR, Role.INTEGRATION, Role.EMERGENCY);

    /** Whoever reads charts, for what is in no chart and that an emergency access does not open. */
    static final Set<String> STAFF = Set.of(Role.NURSE, Role.PRESCRIBER, Role.INTEGRATION);

    private ClinicalRoles() {}
}
