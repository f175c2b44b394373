package org.sextant.rules.safety;

import java.util.Map;
import java.util.Optional;
import org.sextant.rules.protocol.ClearanceKind;

/**
 * What the rules need to know of a patient's clearances.
 *
 * @param childbearing true where the patient may be pregnant: childbearing YES or UNKNOWN
 * @param newest the newest clearance of each kind: by date, then by recording, then by id
 */
public record ClearanceFacts(boolean childbearing, Map<ClearanceKind, ClearanceFact> newest) {

    /** No clearance is recorded. */
    static final ClearanceFacts NONE = new ClearanceFacts(true, Map.of());

    public ClearanceFacts {
        newest = Map.copyOf(newest);
    }

    Optional<ClearanceFact> newest(ClearanceKind kind) {
        return Optional.ofNullable(newest.get(kind));
    }
}
