package org.sextant.identity;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while no token can be verified, or while the revoked tokens are not known. */
@Readiness
@ApplicationScoped
class IssuerReadiness implements HealthCheck {

    private final TokenKeys issuerKeys;
    private final TokenWatch watch;

    IssuerReadiness(TokenKeys issuerKeys, TokenWatch watch) {
        this.issuerKeys = issuerKeys;
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var keys = issuerKeys.available();
        var revocations = watch.ready();
        return HealthCheckResponse.named("Tokens")
                .withData("issuerKeys", keys)
                .withData("revocations", revocations)
                .status(keys && revocations)
                .build();
    }
}
