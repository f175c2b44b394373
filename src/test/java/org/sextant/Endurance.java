package org.sextant;

/**
 * How long the tests of many rounds run. {@code mvn verify} goes a few rounds, the profile {@code endurance} a thousand;
 * {@code -Dsextant.rounds} sets any other number.
 */
public final class Endurance {

    private static final int ROUNDS = Integer.getInteger("sextant.rounds", 3);

    private Endurance() {}

    /** Rounds of each race. */
    public static int rounds() {
        return ROUNDS;
    }

    /** A share of the rounds for what takes longer, but at least so many. */
    public static int rounds(int ofEach, int atLeast) {
        return Math.max(atLeast, ROUNDS / ofEach);
    }
}
