package org.sextant.rules.protocol;

/** How it is given. Only some of these can be infusions. */
public enum Route {
    IV,
    IM,
    INTRANASAL,
    SUBCUTANEOUS,
    SUBLINGUAL,
    ORAL;

    /** True where the drug can run over time. */
    boolean allowsInfusion() {
        return switch (this) {
            case IV, SUBCUTANEOUS -> true;
            case IM, INTRANASAL, SUBLINGUAL, ORAL -> false;
        };
    }
}
