package org.sextant.identity;

import org.jose4j.lang.UnresolvableKeyException;

/** A token cannot be verified because the keys of its issuer cannot be fetched. The caller has not caused this. */
class IssuerUnreachable extends UnresolvableKeyException {

    private static final long serialVersionUID = 1L;

    IssuerUnreachable() {
        super("The issuer's keys cannot be fetched");
    }
}
