package org.sextant.rules.safety;

/** What a prescriber decides after a review of the suicide risk. */
public enum ReviewDecision {
    /** The treatment goes on. */
    CONTINUE,
    /** The patient is not treated until another review says that the treatment goes on. */
    DEFER,
    /** Another service takes over; the patient is not treated until another review says that the treatment goes on. */
    REFERRED,
    /** The patient needs help at once: neither a start nor a discharge to the home. */
    EMERGENCY;

    /** True where the drug may be started after the review. */
    boolean allowsStart() {
        return this == CONTINUE;
    }

    /** True where the patient may go home after the review. */
    boolean allowsDischarge() {
        return this != EMERGENCY;
    }
}
