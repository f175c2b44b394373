package org.sextant.record.clinic;

import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.sextant.identity.Caller;
import org.sextant.web.problem.Violations;

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

    /** A revision of the profile of the caller's clinic. */
    public Optional<ClinicProfile> revision(int revision) {
        return revisions.findRevision(revision).map(ClinicRevision::profile);
    }

    /**
     * Checks a profile that is to be stored.
     *
     * @throws org.sextant.web.problem.ProblemException 422 where the service or the database does not know the time zone
     */
    public void check(ClinicProfile profile) {
        profile.check();
        if (!revisions.knowsZone(profile.timeZone())) {
            throw Violations.of("/timeZone", ClinicProfile.TIME_ZONE_EXPECTED);
        }
    }

    /** Makes this replica read the time zone of the caller's clinic again. */
    public void forget() {
        zones.invalidate(caller.clinic()).await().indefinitely();
    }
}
