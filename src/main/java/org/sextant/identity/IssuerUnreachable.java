package org.sextant.identity;

import org.jose4j.lang.UnresolvableKeyException;

/** Whether a token is good cannot be told, because the keys of its issuer cannot be had. Not the caller's fault. */
class IssuerUnreachable extends UnresolvableKeyException {

    private static final long serialVersionUID = 1L;

    IssuerUnreachable() {
        super("The issuer's keys cannot be had");
    }
}
