package org.sextant.clinic;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.function.Supplier;
import org.hibernate.Session;

/** Reads that see one and the same moment, whatever others write meanwhile. */
@ApplicationScoped
public class SnapshotRepository {

    private final EntityManager database;

    SnapshotRepository(EntityManager database) {
        this.database = database;
    }

    /** Runs the reads in a transaction of their own that can write nothing. It costs one statement. */
    public <T> T read(Supplier<T> reads) {
        return QuarkusTransaction.requiringNew().call(() -> {
            database.unwrap(Session.class).setDefaultReadOnly(true);
            database.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    .executeUpdate();
            return reads.get();
        });
    }
}
