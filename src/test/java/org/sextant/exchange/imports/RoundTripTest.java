package org.sextant.exchange.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.PRESCRIBER;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sextant.Clinics;
import org.sextant.synthetic.SyntheticClinic;

/** What a clinic exports, an empty one takes in, and exports alike. */
@QuarkusTest
class RoundTripTest {

    private static final int SHIPPED_PROTOCOLS = 3;

    private final String second = Clinics.token(UUID.randomUUID(), PRESCRIBER);

    @Test
    void theExportOfOneClinicIsTheImportOfTheNext() {
        var first = Clinics.token(UUID.randomUUID(), PRESCRIBER);
        var made = new StringBuilder();
        new SyntheticClinic(7, 30).lines().forEach(line -> made.append(line).append('\n'));
        assertThat(Exports.outcomes(Exports.send(first, made.toString()))).containsOnly("CREATED");

        var exported = Exports.all(first);
        assertThat(exported.lines()
                        .filter(line -> !line.startsWith("{\"type\":\"PATIENT\""))
                        .count())
                .isEqualTo(SHIPPED_PROTOCOLS + made.toString().lines().count());
        assertThat(exported).contains("\"late\":true", "\"clockOffsetSeconds\":");
        assertTakenIn(exported);
    }

    /** Two revisions of a protocol, and nearly everything that the API can write. */
    @Test
    void soIsWhatAClinicRecordedItself() {
        var clinic = new LiveClinic();
        clinic.live();

        var exported = Exports.all(clinic.token());
        assertThat(exported)
                .contains(
                        "\"protocolRevision\":2",
                        "\"previousCourseId\":",
                        "\"reason\":\"RELAPSE\"",
                        "\"late\":true",
                        "\"clockOffsetSeconds\":",
                        "\"resolvedClockOffsetSeconds\":",
                        "\"stopReason\":",
                        "\"absentKinds\":[\"SPO2\", \"SEDATION\"]",
                        "\"remsAnswers\":{\"provider\": \"Dr. E. Example\"",
                        "\"startOverrideReason\":",
                        "\"dischargeOverrideReason\":",
                        "\"deliveredMg\":",
                        "\"doseReason\":\"As referred\"",
                        "\"administeredMg\":13.75",
                        "\"furtherMg\":1.25",
                        "\"doseRoute\":\"IM\"",
                        "\"noShow\":true",
                        "\"cancelBy\":\"PATIENT\"",
                        "\"cancelCause\":\"NO_SHOW\"",
                        "\"timeZone\":\"America/New_York\"",
                        "\"rescheduleHistory\":[{",
                        "\"reschedules\":1",
                        "\"childbearing\":\"YES\"",
                        "\"revisionChanges\":",
                        "\"outcome\":\"CONDITIONAL\"",
                        "\"condition\":\"=Repeat in May\"",
                        "\"expiresOn\":\"2026-05-31\"",
                        "\"status\":\"INFUSING\"",
                        "\"status\":\"DISCONTINUED\"",
                        "\"endReason\":\"TRANSFERRED\"",
                        "\"labels\":[\"trial-7\",\"arm-a\"]",
                        "\"answers\":[1,0,null,null,null,0,null]",
                        "\"disposition\":\"HOSPITAL\"",
                        "\"dischargeReason\":\"Chest pain\"",
                        "\"effect\":\"CHEST_PAIN\"",
                        "\"note\":\"Amended")
                .doesNotContain("Retracted");
        assertTakenIn(exported);
    }

    private void assertTakenIn(String exported) {
        assertThat(Exports.outcomes(Exports.send(second, exported)))
                .hasSize((int) exported.lines().count())
                .containsOnly("CREATED");
        assertThat(Exports.difference(exported, Exports.all(second))).isEmpty();
        assertThat(Exports.outcomes(Exports.send(second, exported))).containsOnly("REPLAYED");
    }
}
