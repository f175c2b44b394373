package org.sextant.exchange.fhir.smart;

import java.util.Locale;

/** What a call does with a type of resource, as scopes tell it apart. */
public enum Interaction {
    /** Of a resource that the call names, in any version. */
    READ,
    /** Of resources that the call does not name; also by an operation on a type. */
    SEARCH;

    /** The letter that stands for it in a scope. */
    String letter() {
        return name().substring(0, 1).toLowerCase(Locale.ROOT);
    }
}
