package org.sextant.platform.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.sextant.platform.database.DatabaseWatch.State;

/** Not ready while the database does not serve. Answers what is known, on the event loop: it waits for nobody. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements AsyncHealthCheck {

    private final DatabaseWatch watch;

    DatabaseReadiness(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        var state = watch.state();
        return Uni.createFrom()
                .item(HealthCheckResponse.named("Database")
                        .withData("state", state.name())
                        .status(state == State.SERVES)
                        .build());
    }
}
