package org.sextant.record.tenancy;

import io.quarkus.arc.Arc;
import java.util.UUID;
import java.util.function.Supplier;
import org.sextant.identity.Caller;

/** For each query of Hibernate, the clinic whose records the caller may read. */
public class TenantResolver implements Supplier<UUID> {

    @Override
    public UUID get() {
        return Arc.container().instance(Caller.class).get().clinic();
    }
}
