package org.sextant.exchange.webhook;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.sextant.record.ClinicRecord;
import org.sextant.record.Provenance;

/** An address that is told of changes, as the clinic's administrators have set it up. */
@Entity
class Webhook extends ClinicRecord {

    /** Whether the address is told of changes. */
    enum Status {
        PENDING,
        ACTIVE,
        DISABLED
    }

    private String url;
    private String description;
    private String types;
    private int inFlight;
    private Integer maxPerSecond;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Enumerated(EnumType.STRING)
    private DisabledReason disabledReason;

    private byte[] secret;
    private byte[] oldSecret;
    private Instant oldSecretUntil;

    /** For Hibernate. */
    protected Webhook() {}

    /** @param sealedSecret the secret as {@code SecretBox} has sealed it */
    Webhook(Provenance provenance, WebhookDetails details, byte[] sealedSecret) {
        super(provenance);
        this.secret = sealedSecret.clone();
        this.status = Status.PENDING;
        become(details);
    }

    /** Takes over changed details. Another address has to prove itself first. */
    final void become(WebhookDetails details) {
        if (!details.url().equals(url)) {
            url = details.url();
            if (status == Status.ACTIVE) {
                status = Status.PENDING;
            }
        }
        description = details.description();
        types = details.types() == null ? null : String.join(",", details.types());
        inFlight = details.inFlight();
        maxPerSecond = details.maxPerSecond();
    }

    void disable(DisabledReason reason) {
        status = Status.DISABLED;
        disabledReason = reason;
    }

    /** Goes on as it was before it was disabled; an address that never proved itself does so first. */
    void resume(boolean isVerified) {
        status = isVerified ? Status.ACTIVE : Status.PENDING;
        disabledReason = null;
    }

    /** Signs with a new secret from now on, and with the old one as well until then. */
    void rotate(byte[] sealedSecret, Instant until) {
        oldSecret = secret;
        oldSecretUntil = until;
        secret = sealedSecret.clone();
    }

    WebhookDetails details() {
        return WebhookDetails.of(url, description, types, inFlight, maxPerSecond);
    }

    Status status() {
        return status;
    }

    DisabledReason disabledReason() {
        return disabledReason;
    }

    Instant oldSecretUntil() {
        return oldSecretUntil;
    }
}
