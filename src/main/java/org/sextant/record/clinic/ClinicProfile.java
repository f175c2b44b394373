package org.sextant.record.clinic;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.sextant.web.IdentifyingText;
import org.sextant.web.problem.Violations;

/**
 * What a clinic says of itself. An absent member is not set.
 *
 * @param timeZone the IANA name of the time zone in which the clinic's days begin and its appointments are made
 * @param remsNumber the number under which the clinic is enrolled in the REMS
 * @param deaNumber the clinic's registration for controlled substances
 * @param providersInCharge the names of the providers who are responsible for the treatment
 */
@Schema(name = "DefineClinic", example = """
                {"name": "Example Clinic", "address": "12 Example Street\\nSpringfield, NY 10001", "phone": "+1 555 0100",
                 "timeZone": "America/New_York", "remsNumber": "R-0001", "deaNumber": "AB1234563",
                 "providersInCharge": ["Dr. E. Example"]}\
                """)
public record ClinicProfile(
        @Size(min = 1, max = 200) String name,

        @Size(min = 1, max = 500) @Schema(description = "The lines of the address, with line breaks between them")
        String address,

        @Size(min = 1, max = 50) String phone,

        @NotNull @Schema(description = "The IANA name of the clinic's time zone")
        String timeZone,

        @Size(min = 1, max = 50) @IdentifyingText String remsNumber,
        @Size(min = 1, max = 50) @IdentifyingText String deaNumber,
        @Size(max = 20) @UniqueElements List<@NotBlank @Size(max = 200) String> providersInCharge) {

    /** What a refused time zone must be, as an error says it. */
    public static final String TIME_ZONE_EXPECTED =
            "must be a name of the IANA time zone database, such as America/New_York";

    /** The profile of a clinic that has not defined one. */
    static final ClinicProfile DEFAULT = new ClinicProfile(null, null, null, "UTC", null, null, List.of());

    /** The names of the time zone database; Java knows others, of its own. */
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    public ClinicProfile {
        providersInCharge = providersInCharge == null ? List.of() : providersInCharge;
    }

    /** True for the name of a time zone in the IANA time zone database. */
    public static boolean isTimeZone(String name) {
        return TIME_ZONES.contains(name);
    }

    /**
     * Refuses a time zone that does not exist.
     *
     * @throws org.sextant.web.problem.ProblemException 422
     */
    void check() {
        new Violations()
                .rejectIf(!isTimeZone(timeZone), "/timeZone", TIME_ZONE_EXPECTED)
                .refuse();
    }
}
