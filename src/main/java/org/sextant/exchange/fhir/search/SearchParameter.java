package org.sextant.exchange.fhir.search;

import java.util.Locale;
import java.util.Set;
import org.sextant.exchange.fhir.map.Scope;

/**
 * A search parameter of a type.
 *
 * @param name as FHIR names it
 * @param kind its type in FHIR
 * @param documentation what it compares, in a few words
 * @param modifiers the modifiers that it takes, without their colons
 * @param matcher makes the condition of one value
 */
public record SearchParameter(String name, Kind kind, String documentation, Set<String> modifiers, Matcher matcher) {

    /** The types of parameters that FHIR has, as far as they are offered. */
    public enum Kind {
        TOKEN,
        DATE,
        STRING,
        REFERENCE,
        URI;

        /** The word that FHIR has for it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The condition of a value. */
    @FunctionalInterface
    public interface Matcher {

        /**
         * The condition in SQL on the columns of a source.
         *
         * @throws org.sextant.web.problem.ProblemException 400 where the value cannot be one of the parameter
         */
        String condition(Value value, Sql sql);
    }

    /**
     * One value of a parameter, without its modifier.
     *
     * @param parameter the name of the parameter, for refusals
     * @param text the value as it was sent, between two commas
     * @param modifier without its colon; empty where there is none
     * @param scope whose search it is
     */
    public record Value(String parameter, String text, String modifier, Scope scope) {}
}
