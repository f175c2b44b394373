package org.sextant.access.revocation;

import jakarta.persistence.Entity;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** The revocation of one token, or of all tokens that a caller had at the time of recording. */
@Entity
class TokenRevocation extends ClinicRecord {

    private String jti;
    private String sub;
    private String reason;

    /** For Hibernate. */
    protected TokenRevocation() {}

    TokenRevocation(Provenance provenance, RevokeTokens request) {
        super(provenance);
        this.jti = request.jti();
        this.sub = request.sub();
        this.reason = request.reason();
    }

    String jti() {
        return jti;
    }

    String sub() {
        return sub;
    }

    String reason() {
        return reason;
    }
}
