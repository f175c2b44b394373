package org.sextant.record.clinic;

import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.UUID;
import org.sextant.identity.Caller;

/**
 * What other features ask about the clinic itself. The time zone of each clinic stays in memory for a few seconds. The
 * replica that changes a profile forgets the time zone at once; the others follow when the seconds are over.
 */
@ApplicationScoped
public class ClinicProfiles {

    /** By its name, as views show it: {@code ZoneOffset.UTC} would be shown as Z. */
    private static final ZoneId UNTIL_DEFINED = ZoneId.of(ClinicProfile.DEFAULT.timeZone());

    private final ClinicProfileRepository revisions;
    private final Caller caller;
    private final Cache zones;

    ClinicProfiles(ClinicProfileRepository revisions, Caller caller, @CacheName("clinic-zones") Cache zones) {
        this.revisions = revisions;
        this.caller = caller;
        this.zones = zones;
    }

    /** The time zone of the caller's clinic; UTC where the clinic has not defined one. */
    public ZoneId zone() {
        return zone(caller.clinic());
    }

    /** The time zone of a clinic for which the current transaction works; UTC where the clinic has not defined one. */
    public ZoneId zone(UUID clinic) {
        return zones.get(clinic, key -> revisions.zone(key).orElse(UNTIL_DEFINED))
                .await()
                .indefinitely();
    }

    /** The latest profile of the caller's clinic, or the default profile. Each call is one query. */
    public ClinicProfile current() {
        return revisions.findLatest().map(ClinicRevision::profile).orElse(ClinicProfile.DEFAULT);
    }

    /** Makes this replica read the time zone of the caller's clinic again. */
    void forget() {
        zones.invalidate(caller.clinic()).await().indefinitely();
    }
}
