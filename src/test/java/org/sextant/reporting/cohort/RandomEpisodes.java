package org.sextant.reporting.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.PRESCRIBER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.sextant.Api;
import org.sextant.exchange.imports.Exports;

/**
 * Episodes as they may come about, as lines of an import: inductions and maintenance in any order and for any reason,
 * courses that were never begun, sessions that have not ended, scores in any course before and after its time, often of
 * one moment.
 */
final class RandomEpisodes {

    private static final Instant FIRST_DAY = Instant.parse("2025-01-06T09:15:00Z");
    private static final List<String> REASONS =
            Arrays.asList(null, "FIRST", "MAINTENANCE", "RELAPSE", "RELAPSE", "CONTINUATION", "OTHER");
    private static final List<String> PROTOCOLS = List.of("iv-ketamine-0.5", "iv-ketamine-0.5", "im-ketamine-0.5");
    private static final List<String> CODES = List.of("F33.2", "F32.1", "F43.1");

    private final Random random;
    private final List<String> lines = new ArrayList<>();

    private RandomEpisodes(Random random) {
        this.random = random;
    }

    /** Stores so many episodes, which belong to the seed, in the first demo clinic. */
    static void send(long seed, int many) {
        var episodes = new RandomEpisodes(new Random(seed));
        for (var i = 0; i < many; i++) {
            episodes.episode();
        }
        assertThat(Exports.outcomes(Exports.send(Api.token(PRESCRIBER), String.join("\n", episodes.lines))))
                .containsOnly("CREATED");
    }

    private void episode() {
        var patient = UUID.randomUUID();
        String previous = null;
        var day = 0;
        for (var courses = 1 + random.nextInt(4); courses > 0; courses--) {
            previous = course(patient, previous, day, courses == 1);
            day += 5 + random.nextInt(25);
        }
    }

    /** A course in which the drug was given up to three times from a day on; returns its id. */
    private String course(UUID patient, String previous, int day, boolean last) {
        var course = UUID.randomUUID().toString();
        var visits = random.nextInt(4);
        var induction = previous == null ? random.nextInt(10) > 0 : random.nextInt(5) < 2;
        var status = last && random.nextInt(4) == 0 ? "ACTIVE" : random.nextBoolean() ? "COMPLETED" : "DISCONTINUED";
        var activated = !status.equals("DISCONTINUED") || (visits > 0 && random.nextInt(8) > 0);
        var reason = one(REASONS);
        line("""
                {"type": "COURSE", "id": "%s", "patientId": "%s", "mrn": "%2$s", "family": "Example", "given": "Alex",
                 "birthDate": "1964-05-17", "sex": "FEMALE", "protocol": "%s", "phase": "%s", "plannedSessions": 6,
                 "indicationSystem": "http://hl7.org/fhir/sid/icd-10-cm", "indicationCode": "%s", "labels": [], "status": "%s" %s}""".formatted(
                        course,
                        patient,
                        one(PROTOCOLS),
                        induction ? "INDUCTION" : "MAINTENANCE",
                        one(CODES),
                        status,
                        member("previousCourseId", previous)
                                + member("reason", reason)
                                + (activated ? member("activatedAt", at(day - 1 + random.nextInt(3))) : "")
                                + (status.equals("ACTIVE") ? "" : member("endedAt", at(day + 60)))
                                + (status.equals("DISCONTINUED") ? member("discontinueReason", "x") : "")));
        for (var visit = 1; visit <= visits; visit++) {
            session(course, visit, day + 3 * visit - 3, visit < visits || !last || random.nextInt(5) > 0);
        }
        scores(course, day, induction);
        return course;
    }

    private void session(String course, int number, int day, boolean ended) {
        var start = Instant.parse(at(day));
        line("""
                {"type": "SESSION", "id": "%s", "courseId": "%s", "number": %d, "status": "%s", "scheduledAt": "%s", "checkedInAt": "%5$s",
                 "weightKg": 72, "startedAt": "%5$s", "plannedDoseMg": 36 %s}""".formatted(
                UUID.randomUUID(),
                course,
                number,
                ended ? "DISCHARGED" : "INFUSING",
                start,
                ended
                        ? member("endedAt", start.plus(Duration.ofMinutes(40)).toString())
                                + member(
                                        "dischargedAt",
                                        start.plus(Duration.ofMinutes(90)).toString())
                                + ", \"administeredMg\": 36"
                        : ""));
    }

    /** Most begin high and then fall, and many rise again later; a third has answers. */
    private void scores(String course, int day, boolean induction) {
        for (var i = 1 + random.nextInt(8); i > 0; i--) {
            var after = random.nextInt(50) - 8;
            var total = after <= 0
                    ? 14 + random.nextInt(14)
                    : random.nextInt(induction ? 4 : 2) == 0 ? 12 + random.nextInt(14) : random.nextInt(9);
            var madrs = random.nextInt(4) == 0;
            var answered = !madrs && random.nextInt(3) == 0;
            line("""
                    {"type": "ASSESSMENT", "id": "%s", "courseId": "%s", "instrument": "%s", "takenAt": "%s", "timepoint": "%s", %s}""".formatted(
                            UUID.randomUUID(),
                            course,
                            madrs ? "MADRS" : "PHQ-9",
                            at(day + after),
                            random.nextInt(6) == 0 ? "BASELINE" : "FOLLOW_UP",
                            answered ? answers(total) : "\"total\": " + total));
        }
    }

    /** Answers with this total; the last one, about suicidal ideation, is 0 in half of them. */
    private String answers(int total) {
        var answers = new ArrayList<Integer>();
        var left = total;
        for (var item = 1; item <= 8; item++) {
            answers.add(Math.min(3, left));
            left -= answers.get(item - 1);
        }
        answers.add(Math.min(3, left > 0 ? left : random.nextInt(2)));
        return "\"answers\": " + answers;
    }

    private String at(int day) {
        return FIRST_DAY.plus(Duration.ofDays(day)).toString();
    }

    private static String member(String name, String value) {
        return value == null ? "" : ", \"%s\": \"%s\"".formatted(name, value);
    }

    private void line(String json) {
        lines.add(json.replace("\n", ""));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
