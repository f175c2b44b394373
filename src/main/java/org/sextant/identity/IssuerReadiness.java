package org.sextant.identity;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while no token can be verified, or while the revoked tokens are not known. Waits for no worker. */
@Readiness
@ApplicationScoped
class IssuerReadiness implements AsyncHealthCheck {

    private final TokenKeys issuerKeys;
    private final TokenWatch watch;

    IssuerReadiness(TokenKeys issuerKeys, TokenWatch watch) {
        this.issuerKeys = issuerKeys;
        this.watch = watch;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var keys = issuerKeys.available();
        var revocations = watch.ready();
        return Uni.createFrom()
                .item(HealthCheckResponse.named("Tokens")
                        .withData("issuerKeys", keys)
                        .withData("revocations", revocations)
                        .status(keys && revocations)
                        .build());
    }
}
