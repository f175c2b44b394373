package org.sextant.platform.database;

import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.quarkus.agroal.runtime.JdbcDriver;
import io.quarkus.arc.Unremovable;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.jdbc.postgresql.runtime.PostgreSQLAgroalConnectionConfigurer;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sets what no setting of Quarkus sets: when a pool gives up one of its connections. */
@Singleton
@Unremovable
@Alternative
@Priority(1)
@JdbcDriver(DatabaseKind.POSTGRESQL)
class DatabasePools extends PostgreSQLAgroalConnectionConfigurer {

    private final StorageFault storage;
    private final Duration patience;

    DatabasePools(
            StorageFault storage,
            @ConfigProperty(name = "quarkus.datasource.jdbc.validation-query-timeout") Duration patience) {
        this.storage = storage;
        this.patience = patience;
    }

    /** Called once for each pool, after the settings are applied. */
    @Override
    public void setExceptionSorter(String databaseKind, AgroalDataSourceConfigurationSupplier settings) {
        settings.connectionPoolConfiguration()
                .exceptionSorter(new ConnectionFaults(storage))
                .connectionValidator(new SilenceValidator(patience));
    }
}
