package org.sextant.reporting.dataset;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that a de-identified row may contain. Every other column is left out, new columns included. No listed
 * column is a name, a record number, an id, free text or an exact date; an age of 90 years and more is {@code 90+}
 * (45 CFR 164.514(b)(2)).
 */
final class Deidentified {

    private static final Set<String> TREATMENT =
            Set.of("subject", "subjectCourse", "sex", "age", "year", "protocol", "indicationCode", "drug", "route");

    private static final Set<String> EXTREMES = Set.of(
            "readings",
            "maxSystolic",
            "maxDiastolic",
            "minSpo2",
            "sideEffects",
            "seriousSideEffects",
            "worstSideEffect");

    static final Set<String> OF_COURSES = union(
            TREATMENT,
            EXTREMES,
            Set.of(
                    "protocolRevision",
                    "indicationSystem",
                    "phase",
                    "plannedSessions",
                    "reason",
                    "status",
                    "endReason",
                    "treatmentDays",
                    "sessionsCompleted",
                    "sessionsCancelled",
                    "noShows",
                    "stoppedEarly",
                    "meanPlannedMgPerKg",
                    "meanGivenMgPerKg",
                    "totalMg"),
            outcomes(
                    List.of("phq9", "gad7", "qidsSr16", "madrs", "hamD17", "bdiIi", "pcl5", "yBocs", "painNrs"),
                    List.of(
                            "Baseline",
                            "Latest",
                            "Best",
                            "PercentChange",
                            "Response",
                            "Remission",
                            "Worsened",
                            "HoursToResponse")));

    static final Set<String> OF_SESSIONS = union(
            TREATMENT,
            EXTREMES,
            Set.of(
                    "coursePhase",
                    "number",
                    "status",
                    "weightKg",
                    "fasted",
                    "concomitantMedications",
                    "mgPerKg",
                    "plannedDoseMg",
                    "plannedMgPerHour",
                    "concentrationMgPerMl",
                    "administeredMg",
                    "furtherMg",
                    "givenMgPerKg",
                    "deliveredMg",
                    "wastedMg",
                    "disposition",
                    "criteria",
                    "noShow",
                    "cancelBy",
                    "cancelCause",
                    "reschedules",
                    "dayOfCourse",
                    "infusionMinutes",
                    "dischargeMinute",
                    "stoppedEarly",
                    "startOverridden",
                    "dischargeOverridden"));

    static final Set<String> OF_VITALS = union(
            TREATMENT,
            Set.of(
                    "coursePhase",
                    "sessionNumber",
                    "dayOfCourse",
                    "minuteOfSession",
                    "phase",
                    "systolic",
                    "diastolic",
                    "meanArterial",
                    "heartRate",
                    "respiratoryRate",
                    "spo2",
                    "temperatureC",
                    "sedation",
                    "pain",
                    "absentReason",
                    "absentKinds",
                    "source"));

    static final Set<String> OF_SIDE_EFFECTS = union(
            TREATMENT,
            Set.of(
                    "coursePhase",
                    "sessionNumber",
                    "dayOfCourse",
                    "onsetMinute",
                    "minutesToResolution",
                    "effect",
                    "severity",
                    "serious"));

    static final Set<String> OF_DOSES = union(
            TREATMENT, Set.of("coursePhase", "sessionNumber", "dayOfCourse", "minuteOfSession", "mg", "doseRoute"));

    static final Set<String> OF_ASSESSMENTS = union(
            TREATMENT,
            Set.of(
                    "coursePhase",
                    "sessionNumber",
                    "dayOfCourse",
                    "hoursFromFirstInfusion",
                    "instrument",
                    "timepoint",
                    "answers",
                    "total",
                    "suicidality"));

    /** The name of a medication is free text, and so is its unit. */
    static final Set<String> OF_MEDICATIONS =
            union(TREATMENT, Set.of("coursePhase", "sessionNumber", "dayOfCourse", "minuteOfSession"));

    /** Without the text of an alert, which names a time, and without its notes. */
    static final Set<String> OF_ALERTS = union(
            TREATMENT,
            Set.of(
                    "coursePhase",
                    "sessionNumber",
                    "dayOfCourse",
                    "minuteOfSession",
                    "kind",
                    "severity",
                    "status",
                    "lateEntry",
                    "value",
                    "limit"));

    /** Without the form, which names the patient. */
    static final Set<String> OF_REMS_SUBMISSIONS =
            union(TREATMENT, Set.of("coursePhase", "sessionNumber", "dayOfCourse"));

    /** With a course or without one. */
    static final Set<String> OF_PATIENTS = Set.of("subject", "sex", "childbearing");

    static final Set<String> OF_CLINIC = Set.of("revision", "timeZone");

    /** Clearances belong to no course. Their dates and all that is free text stay out. */
    static final Set<String> OF_CLEARANCES = Set.of("subject", "sex", "kind", "outcome");

    /** The members of a definition without its free text, which is the name and the sources. */
    static final Set<String> OF_PROTOCOLS = Set.of(
            "code",
            "revision",
            "drug",
            "route",
            "dose",
            "infusionMinutes",
            "warnInfusionMinutesAbove",
            "plannedSessions",
            "minDaysBetweenSessions",
            "ageFrom",
            "ageTo",
            "weightWarnPercent",
            "weightHoldPercent",
            "historyDays",
            "suicideRisk",
            "schedule",
            "clearances",
            "monitoring",
            "limits",
            "discharge",
            "dischargeLimits");

    private Deidentified() {}

    /** Each of these instruments with each of these outcomes. A new instrument or outcome must be listed explicitly. */
    private static Set<String> outcomes(List<String> instruments, List<String> outcomes) {
        return instruments.stream()
                .flatMap(instrument -> outcomes.stream().map(instrument::concat))
                .collect(Collectors.toUnmodifiableSet());
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        return Stream.of(sets).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }
}
