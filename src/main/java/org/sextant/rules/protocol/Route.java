package org.sextant.rules.protocol;

/** How the drug is given. Only {@link #IV} and {@link #SUBCUTANEOUS} can be infusions. */
public enum Route {
    IV,
    IM,
    INTRANASAL,
    SUBCUTANEOUS,
    SUBLINGUAL,
    ORAL;

    /** True where the drug can be infused over time. */
    boolean allowsInfusion() {
        return switch (this) {
            case IV, SUBCUTANEOUS -> true;
            case IM, INTRANASAL, SUBLINGUAL, ORAL -> false;
        };
    }
}
