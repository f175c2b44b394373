package org.sextant.exchange.imports.line;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sextant.chart.patient.Childbearing;
import org.sextant.chart.patient.Sex;
import org.sextant.web.IdentifyingText;
import org.sextant.web.problem.Violations;

/**
 * A patient, with or without a course. {@code toString} hides the content, so that no log line contains patient data.
 *
 * @param childbearing UNKNOWN where absent
 */
public record PatientImportLine(
        @NotNull UUID id,
        @NotBlank @Size(max = 64) @IdentifyingText String mrn,
        @NotBlank @Size(max = 200) String family,
        @NotBlank @Size(max = 200) String given,
        @NotNull LocalDate birthDate,
        @NotNull Sex sex,
        Childbearing childbearing) {

    /**
     * Checks members that depend on each other.
     *
     * @throws org.sextant.web.problem.ProblemException 422 for a birth date that a patient cannot have
     */
    public void check(Instant now) {
        // UTC+14, the time zone furthest ahead, where the next day starts first.
        var latestDate = now.atZone(ZoneOffset.ofHours(14)).toLocalDate();
        new Violations()
                .rejectIf(birthDate.isAfter(latestDate), "/birthDate", "must not lie in the future")
                .refuse();
    }

    /** What two equal lines share, also where one of them is a line of a course. */
    public List<String> content() {
        var members = Stream.of(id, mrn, family, given, birthDate, sex);
        // A line without the member has the hash that it had before there was the member.
        return (childbearing == null ? members : Stream.concat(members, Stream.of(childbearing)))
                .map(String::valueOf)
                .toList();
    }

    @Override
    public String toString() {
        return "PatientImportLine[hidden]";
    }
}
