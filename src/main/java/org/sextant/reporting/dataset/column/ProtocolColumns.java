package org.sextant.reporting.dataset.column;

import static org.sextant.reporting.dataset.column.Column.recorded;

import java.util.List;
import org.sextant.reporting.dataset.column.Column.Kind;

/**
 * The columns of the dataset of protocols: one row per revision, with the members of a definition. Groups of rules are
 * JSON. No column is derived, so an import can restore a revision from its row.
 */
public final class ProtocolColumns {

    public static final List<Column> ALL = List.of(
            recorded("code", Kind.CODE, "protocol.code", "The code of the protocol"),
            recorded("revision", Kind.WHOLE, "protocol.revision", "1 for the first, and one more with each change"),
            recorded(
                    "shippedEdition",
                    Kind.WHOLE,
                    "protocol.shipped_edition",
                    "The edition of a shipped protocol; absent where the clinic defined it"),
            text("name", Kind.TEXT, "The clinic's name for it"),
            text("drug", Kind.CODE, "KETAMINE or ESKETAMINE"),
            text("route", Kind.CODE, "How it is given"),
            json("dose", "By body weight or fixed, with its limits"),
            whole("infusionMinutes", "How long the drug runs; absent where it is not infused")
                    .in("min"),
            whole("warnInfusionMinutesAbove", "An infusion longer than this is noted")
                    .in("min"),
            whole("plannedSessions", "How many sessions a course has, unless it says otherwise"),
            whole("minDaysBetweenSessions", "From the start of one session to that of the next")
                    .in("day"),
            whole("ageFrom", "The lowest age of a patient").in("a"),
            whole("ageTo", "The highest age of a patient").in("a"),
            whole("weightWarnPercent", "A change of the weight above this is noted")
                    .in("%"),
            whole("weightHoldPercent", "A change of the weight above this stops the start")
                    .in("%"),
            whole("historyDays", "How far before the plan of the course a record may lie unmarked")
                    .in("day"),
            text("suicideRisk", Kind.CODE, "What an unreviewed risk of suicide does at the start: REVIEW, WARN or OFF"),
            json("schedule", "How often sessions take place, by the week of the course"),
            json("clearances", "What has to be cleared, at which step"),
            json("monitoring", "When readings are due"),
            json("limits", "Of readings: at the start, and for alerts"),
            json("discharge", "The criteria of the discharge"),
            json("dischargeLimits", "What the criteria are measured by"),
            json("sources", "Where a value comes from, by its JSON pointer"));

    private ProtocolColumns() {}

    private static Column text(String member, Kind kind, String description) {
        return recorded(member, kind, "protocol.rules ->> '%s'".formatted(member), description);
    }

    private static Column whole(String member, String description) {
        return recorded(member, Kind.WHOLE, "CAST(protocol.rules ->> '%s' AS integer)".formatted(member), description);
    }

    private static Column json(String member, String description) {
        return recorded(member, Kind.JSON, "CAST(protocol.rules -> '%s' AS text)".formatted(member), description);
    }
}
