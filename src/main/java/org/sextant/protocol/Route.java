package org.sextant.protocol;

/** How it is given. Only some of these are infusions. */
public enum Route {
    IV,
    IM,
    INTRANASAL,
    SUBCUTANEOUS,
    SUBLINGUAL,
    ORAL
}
