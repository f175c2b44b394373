package org.sextant.reporting.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.LightClient.as;
import static org.sextant.identity.Role.PRESCRIBER;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.sextant.ImportedTreatment;
import org.sextant.LightClient.Answer;
import org.sextant.Treatment;

/** A course as it may come about: sessions that end or do not, data in whatever order, corrections, withdrawals. */
public final class RandomHistory {

    private static final List<String> INSTRUMENTS = List.of("PHQ-9", "PHQ-9", "MADRS", "PAIN-NRS", "PCL-5");
    private static final List<Integer> MAXIMA = List.of(27, 27, 60, 10, 80);
    private static final List<String> TIMEPOINTS = List.of("BASELINE", "PRE_SESSION", "POST_SESSION", "FOLLOW_UP");
    private static final List<String> EFFECTS = List.of("NAUSEA", "DISSOCIATION", "DIZZINESS");
    private static final List<String> SEVERITIES = List.of("MILD", "MODERATE", "SEVERE", "LIFE_THREATENING");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-05");

    /** The depth of a visit that took all its steps. */
    private static final int DISCHARGED = 5;

    private final Random random;
    private final String course;
    private final List<String> corrigible = new ArrayList<>();
    private final Set<String> byAnswers = new HashSet<>();

    private RandomHistory(Random random) {
        this.random = random;
        this.course = ImportedTreatment.activeCourse();
    }

    /** The id of a new course with the history that belongs to the seed. */
    public static String course(long seed) {
        return new RandomHistory(new Random(seed)).live();
    }

    private String live() {
        var visits = random.nextInt(4);
        score(random.nextInt(4));
        for (var visit = 0; visit < visits; visit++) {
            visit(FIRST_DAY.plusDays(3L * visit).toString(), visit == visits - 1);
            score(random.nextInt(4));
        }
        score(random.nextInt(5));
        corrigible.forEach(this::perhapsCorrect);
        score(random.nextInt(2));
        return course;
    }

    /** @param last a visit that others follow does not stay under way */
    private void visit(String day, boolean last) {
        var depth = random.nextInt(6);
        if (!last && depth > 1) {
            depth = DISCHARGED;
        }
        var session = depth == 0 ? Treatment.scheduled(course, day) : Treatment.ready(course, day);
        if (depth == 0 || depth == 1) {
            if (random.nextBoolean() || (!last && depth == 1)) {
                Treatment.step(session, "cancel", "{\"reason\": \"Cold\"}");
            }
            return;
        }
        measured(session, day);
        done(
                "/v1/sessions/" + session + "/infusion/start",
                "{\"at\": \"%sT09:15:00Z\", \"overrideReason\": \"Whatever was measured\"}".formatted(day));
        felt(session, day);
        if (depth > 2) {
            Treatment.step(
                    session,
                    "infusion/end",
                    "{\"at\": \"%sT09:%d:00Z\", \"administeredMg\": %d}"
                            .formatted(day, 40 + random.nextInt(20), 20 + random.nextInt(17)));
        }
        felt(session, day);
        measured(session, day);
        if (depth == DISCHARGED) {
            done(
                    "/v1/sessions/" + session + "/discharge",
                    "{\"at\": \"%sT11:30:00Z\", \"overrideReason\": \"Whatever was measured\", \"criteria\": %s}"
                            .formatted(day, Treatment.CRITERIA_MET));
            measured(session, day);
        }
    }

    /** From before the start to long after the end; those before it come in late. */
    private void measured(String session, String day) {
        for (var i = random.nextInt(4); i > 0; i--) {
            var systolic = 95 + random.nextInt(100);
            var pressure = random.nextInt(4) == 0
                    ? ""
                    : ", \"systolic\": %d, \"diastolic\": %d".formatted(systolic, 50 + random.nextInt(40));
            keep("vitals", "/v1/sessions/" + session + "/vitals", """
                    {"takenAt": "%sT%02d:%02d:00Z", "spo2": %d%s}\
                    """.formatted(
                            day, 9 + random.nextInt(2), random.nextInt(60), 88 + random.nextInt(13), pressure));
        }
    }

    private void felt(String session, String day) {
        for (var i = random.nextInt(3); i > 0; i--) {
            var end = random.nextInt(3) == 0
                    ? ""
                    : ", \"resolvedAt\": \"%sT10:%02d:%02dZ\"".formatted(day, random.nextInt(60), random.nextInt(60));
            keep("side-effects", "/v1/sessions/" + session + "/side-effects", """
                    {"effect": "%s", "severity": "%s", "onsetAt": "%sT09:%02d:00Z"%s}\
                    """.formatted(
                            one(EFFECTS), one(SEVERITIES), day, 15 + random.nextInt(45), end));
        }
    }

    /** Within ten weeks around the sessions, in no order; often two of the same moment. */
    private void score(int many) {
        for (var i = many; i > 0; i--) {
            var which = random.nextInt(INSTRUMENTS.size());
            var answered = INSTRUMENTS.get(which).equals("PHQ-9") && random.nextBoolean();
            var content = answered ? answers() : "\"total\": " + random.nextInt(MAXIMA.get(which) + 1);
            var id = keep("assessments", "/v1/courses/" + course + "/assessments", """
                    {"instrument": "%s", "takenAt": "%sT09:15:00Z", "timepoint": "%s", %s}\
                    """.formatted(
                            INSTRUMENTS.get(which),
                            FIRST_DAY.minusDays(6).plusDays(random.nextInt(60)),
                            one(TIMEPOINTS),
                            content));
            if (answered) {
                byAnswers.add(id);
            }
        }
    }

    /** The last answer tells of suicidal ideation, or does not. */
    private String answers() {
        var answers = new ArrayList<Integer>();
        for (var item = 1; item < 9; item++) {
            answers.add(random.nextInt(4));
        }
        answers.add(random.nextInt(2));
        return "\"answers\": " + answers;
    }

    /** A third is told by a device whose clock is wrong, by up to three hours. */
    private String keep(String kind, String path, String body) {
        var caller = as(PRESCRIBER).body(body);
        if (random.nextInt(3) == 0) {
            caller = caller.header(
                    "Device-Time",
                    Instant.now().plusSeconds(random.nextInt(21_600) - 10_800).toString());
        }
        var record = kind + "/" + is(201, caller.post(path)).id();
        corrigible.add(record);
        return record;
    }

    private void perhapsCorrect(String record) {
        switch (random.nextInt(5)) {
            case 0 -> done("/v1/" + record + "/retract", "{\"reason\": \"x\"}");
            case 1 -> done("/v1/" + record + "/amend", changeOf(record));
            default -> {}
        }
    }

    private String changeOf(String record) {
        if (random.nextBoolean()) {
            return "{\"%s\": \"%s\", \"reason\": \"x\"}"
                    .formatted(record.startsWith("side-effects") ? "onsetAt" : "takenAt", otherTime(record));
        }
        if (record.startsWith("vitals")) {
            return "{\"spo2\": %d, \"reason\": \"x\"}".formatted(80 + random.nextInt(20));
        }
        if (byAnswers.contains(record)) {
            return "{%s, \"reason\": \"x\"}".formatted(answers());
        }
        return record.startsWith("side-effects")
                ? "{\"severity\": \"%s\", \"reason\": \"x\"}".formatted(one(SEVERITIES))
                : "{\"total\": %d, \"reason\": \"x\"}".formatted(random.nextInt(11));
    }

    /** A score may have been of any other day; what was recorded in a session, of a few minutes before. */
    private Instant otherTime(String record) {
        if (record.startsWith("assessments")) {
            return Instant.parse("%sT09:15:00Z".formatted(FIRST_DAY.minusDays(6).plusDays(random.nextInt(60))));
        }
        var told = is(200, as(PRESCRIBER).get("/v1/" + record)).json();
        var before =
                told.get(record.startsWith("vitals") ? "takenAt" : "onsetAt").textValue();
        return Instant.parse(before).minusSeconds(60L * random.nextInt(10));
    }

    private static void done(String path, String body) {
        is(200, as(PRESCRIBER).body(body).post(path));
    }

    private static Answer is(int status, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
