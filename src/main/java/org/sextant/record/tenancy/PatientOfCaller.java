package org.sextant.record.tenancy;

import io.quarkus.arc.Arc;
import java.util.UUID;
import java.util.function.Supplier;
import org.sextant.identity.Caller;

/** For each query of Hibernate, the only patient whose records the caller may read ({@link Caller#onlyPatient}). */
public class PatientOfCaller implements Supplier<UUID> {

    /** No restriction to one patient; no patient has the id of zeros. */
    private static final UUID ANY_PATIENT = new UUID(0, 0);

    @Override
    public UUID get() {
        var only = Arc.container().instance(Caller.class).get().onlyPatient();
        return only == null ? ANY_PATIENT : only;
    }
}
