package org.sextant.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the audit trail gets to see of a caller. */
class EmergencyGrantTest {

    private final QuarkusSecurityIdentity coordinator = QuarkusSecurityIdentity.builder()
            .setPrincipal(new QuarkusPrincipal("coordinator"))
            .addRole(Role.COORDINATOR)
            .build();

    @Test
    void aReadUnderItSaysSo() {
        var grant = new EmergencyGrant(UUID.randomUUID(), UUID.randomUUID());
        var caller = new Caller(grant.given(coordinator));

        assertThat(caller.roles()).isEqualTo("COORDINATOR,EMERGENCY");
        assertThat(caller.emergency()).isEqualTo(grant);
        assertThat(caller.seesClinicalDetail()).isTrue();
    }

    @Test
    void anyOtherReadDoesNot() {
        var caller = new Caller(coordinator);

        assertThat(caller.roles()).isEqualTo("COORDINATOR");
        assertThat(caller.emergency()).isNull();
        assertThat(caller.seesClinicalDetail()).isFalse();
    }
}
