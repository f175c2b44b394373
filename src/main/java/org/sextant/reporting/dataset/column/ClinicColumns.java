package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.recorded;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/** The columns of the dataset of the clinic's profile: one row per revision. */
public final class ClinicColumns {

    public static final List<Column> ALL = List.of(
            recorded(
                    "revision",
                    Kind.WHOLE,
                    "clinic_profile.revision",
                    "1 for the first profile, and one more with each change"),
            text("name", Kind.TEXT, "The name of the clinic"),
            text("address", Kind.TEXT, "The lines of the address"),
            text("phone", Kind.TEXT, "The clinic's number"),
            text("timeZone", Kind.CODE, "The IANA name of the clinic's time zone"),
            text("remsNumber", Kind.TEXT, "Under which the clinic is enrolled in the REMS"),
            text("deaNumber", Kind.TEXT, "The registration for controlled substances"),
            recorded(
                    "providersInCharge",
                    Kind.JSON,
                    "CAST(clinic_profile.profile -> 'providersInCharge' AS text)",
                    "Who is responsible for the treatment"));

    private ClinicColumns() {}

    private static Column text(String member, Kind kind, String description) {
        return recorded(member, kind, "clinic_profile.profile ->> '%s'".formatted(member), description);
    }
}
