package org.sextant.tablet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.Callers.Call.post;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.tablet.BadWifi.Fault.ANSWER_LOST;
import static org.sextant.tablet.BadWifi.Fault.ANSWER_TORN;
import static org.sextant.tablet.BadWifi.Fault.DELAYED;
import static org.sextant.tablet.BadWifi.Fault.DOUBLED;
import static org.sextant.tablet.BadWifi.Fault.LOST;
import static org.sextant.tablet.BadWifi.Fault.NONE;
import static org.sextant.tablet.BadWifi.Fault.OVERTAKEN;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.sextant.Callers;
import org.sextant.Endurance;
import org.sextant.LongCourse;
import org.sextant.LongCourse.Visit;
import org.sextant.Replicas;
import org.sextant.TwoReplicas;
import org.sextant.tablet.Recorded.Step;
import org.sextant.tablet.Tablet.Ending;
import org.sextant.tablet.Tablet.Outcome;
import org.sextant.tablet.Tablet.Report;
import org.sextant.tablet.Tablet.Verdict;
import org.sextant.tablet.Week.Note;

/**
 * Six tablets with wrong clocks were offline for a week. They send what they have, shuffled and some of it twice, to two
 * processes of the service over a network that loses, tears, delays, doubles and reorders: all of it is in the charts once,
 * in the order in which it happened.
 */
@Tag("endurance")
@ExtendWith(TwoReplicas.class)
@ResourceLock(TwoReplicas.LOCK)
class OfflineWeekIT {

    /** 5000 of 40 sessions in the long form; in the small one each fault of the network happens once. */
    private static final int ITEMS = Math.max(150, 5 * Endurance.rounds());

    private static final int SESSIONS = Endurance.rounds(25, 16);
    private static final int CUTS = ITEMS / 50;

    /** Each eighth session was not even checked in when the tablets begin to send. */
    private static final int ONE_LATE_IN = 8;

    private static final List<Duration> CLOCKS = List.of(
            Duration.ofHours(3),
            Duration.ofHours(-3),
            Duration.ofMinutes(97),
            Duration.ofMinutes(-20),
            Duration.ofSeconds(40),
            Duration.ZERO);

    /** The types of items that are steps of a session. */
    private static final List<String> OF_STEPS = List.of("START", "DISCHARGE");

    private static final String BUSY = "/problems/busy";

    @TempDir
    Path directory;

    private final Random random = new Random(4);
    private Replicas replicas;
    private Callers callers;
    private LongCourse treatment;

    @BeforeEach
    void connect(Replicas replicas) {
        this.replicas = replicas;
        callers = new Callers(replicas);
        treatment = new LongCourse(callers);
    }

    @Test
    void everythingIsInTheChartsOnceAndInOrder() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var visits = IntStream.range(0, SESSIONS)
                .mapToObj(i -> treatment.scheduledAt(now.minus(Duration.ofHours(3 + 4L * i))))
                .toList();
        var late = IntStream.range(0, SESSIONS / ONE_LATE_IN)
                .mapToObj(i -> visits.get(i * ONE_LATE_IN))
                .toList();
        visits.stream().filter(visit -> !late.contains(visit)).forEach(visit -> {
            treatment.checkIn(visit);
            treatment.infuse(visit);
        });
        var week = new Week(CLOCKS, 4);
        var notes = week.notes(visits, ITEMS);
        var spoilt = week.spoilt(visits.get(1), readingOfAnotherSession());
        var tomorrow = week.fromTomorrow(visits.get(1));

        try (var wifi = wifi()) {
            var tablets = tablets(wifi);
            queue(
                    tablets,
                    notes,
                    Stream.concat(spoilt.stream(), Stream.of(tomorrow)).toList());
            var began = System.nanoTime();
            var heard = new Heard(replicas);
            var first = sendAll(tablets);
            var steps = takeStepsOf(late, tablets.get(0));
            var second = sendAll(tablets);
            report(wifi, began);

            assertThat(steps)
                    .hasSize(4 * late.size())
                    .allSatisfy(step -> assertThat(step.outcome()).isIn(Outcome.DONE, Outcome.DONE_BEFORE));
            var verdicts = new Verdicts(List.of(first, second));
            for (var i = 0; i < ITEMS; i++) {
                verdicts.keptOnce(notes.get(i), i < ITEMS / 10 ? 2 : 1, comesTooEarly(notes.get(i), late));
            }
            spoilt.forEach(verdicts::refused);
            verdicts.keptWaiting(tomorrow);
            heard.all(notes);
            assertThat(wifi.happened(LOST) + wifi.happened(ANSWER_LOST) + wifi.happened(ANSWER_TORN))
                    .isEqualTo(CUTS);
            assertThat(List.of(wifi.happened(DELAYED), wifi.happened(DOUBLED), wifi.happened(OVERTAKEN)))
                    .containsOnly(CUTS / 3);
        }
        for (var visit : visits) {
            new Charts(callers, CLOCKS)
                    .holdJust(
                            visit,
                            notes.stream()
                                    .filter(note -> note.visit().equals(visit))
                                    .toList());
        }
    }

    /** Scores belong to the course, which is there. */
    private static boolean comesTooEarly(Note note, List<Visit> late) {
        return late.contains(note.visit()) && !note.type().equals("ASSESSMENT");
    }

    /** As many good moments as bad ones, until the faults are used up. */
    private BadWifi wifi() {
        var faults = Map.of(
                LOST, CUTS / 3,
                ANSWER_TORN, CUTS / 3,
                ANSWER_LOST, CUTS - 2 * (CUTS / 3),
                DELAYED, CUTS / 3,
                DOUBLED, CUTS / 3,
                OVERTAKEN, CUTS / 3,
                NONE, CUTS / 2);
        return new BadWifi(List.of(replicas.address(0), replicas.address(1)), faults, 4);
    }

    private List<Tablet> tablets(BadWifi wifi) {
        return IntStream.range(0, CLOCKS.size())
                .mapToObj(i -> new Tablet(
                        new Outbox(directory.resolve("tablet-" + i)),
                        new Line(
                                wifi.address(),
                                InstantSource.offset(InstantSource.system(), CLOCKS.get(i)),
                                () -> replicas.token(NURSE)),
                        new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), 20, new Random(i)),
                        time -> Thread.sleep(time.toMillis()),
                        20))
                .toList();
    }

    /** One of ten twice, on the same tablet. */
    private void queue(List<Tablet> tablets, List<Note> notes, List<Note> spoilt) {
        var queued = new ArrayList<>(notes);
        queued.addAll(notes.subList(0, ITEMS / 10));
        queued.addAll(spoilt);
        Collections.shuffle(queued, random);
        queued.forEach(note -> tablets.get(note.tablet()).record(note.item().deepCopy()));
    }

    /** All tablets at the same time, each until it has had an answer to everything; that the server was busy is none. */
    private static List<Verdict> sendAll(List<Tablet> tablets) throws Exception {
        var pool = Executors.newFixedThreadPool(tablets.size());
        try {
            var verdicts = new ArrayList<Verdict>();
            for (var sent :
                    pool.invokeAll(tablets.stream().map(OfflineWeekIT::sending).toList())) {
                verdicts.addAll(sent.get());
            }
            return verdicts;
        } finally {
            pool.shutdown();
        }
    }

    private static Callable<List<Verdict>> sending(Tablet tablet) {
        return () -> {
            var verdicts = new ArrayList<Verdict>();
            Report report;
            do {
                report = tablet.send();
                assertThat(report.ending()).isEqualTo(Ending.ALL_SENT);
                verdicts.addAll(report.verdicts());
            } while (report.verdicts().stream().anyMatch(verdict -> BUSY.equals(verdict.problem())));
            return verdicts.stream()
                    .filter(verdict -> !BUSY.equals(verdict.problem()))
                    .toList();
        };
    }

    /**
     * They were recorded on a tablet too, after the readings. Of every other visit the start and the discharge are sent as
     * what has happened, of the others as steps that are decided now.
     */
    private static List<Verdict> takeStepsOf(List<Visit> visits, Tablet tablet) throws InterruptedException {
        for (var visit : visits) {
            var happened = visits.indexOf(visit) % 2 == 0;
            tablet.step(Step.CHECK_IN, id(visit), "\"1\"", at(visit, 0).put("weightKg", 72));
            if (happened) {
                tablet.record(at(visit, 15).put("type", "START").put("sessionId", visit.id()));
            } else {
                tablet.step(Step.START, id(visit), "\"2\"", at(visit, 15));
            }
            tablet.step(Step.END, id(visit), "\"3\"", at(visit, 55).put("administeredMg", 36));
            var discharge = at(visit, 150);
            discharge.putObject("criteria");
            if (happened) {
                tablet.record(discharge.put("type", "DISCHARGE").put("sessionId", visit.id()));
            } else {
                tablet.step(Step.DISCHARGE, id(visit), "\"4\"", discharge);
            }
        }
        return tablet.send().verdicts().stream()
                .filter(verdict -> OF_STEPS.contains(verdict.entry()
                                .recorded()
                                .content()
                                .path("type")
                                .asText())
                        || verdict.entry().recorded().step() != null)
                .toList();
    }

    private static UUID id(Visit visit) {
        return UUID.fromString(visit.id());
    }

    /** By the clock of the first tablet. */
    private static ObjectNode at(Visit visit, int minute) {
        return new ObjectMapper()
                .createObjectNode()
                .put("at", visit.minute(minute).plus(CLOCKS.get(0)).toString());
    }

    private String readingOfAnotherSession() {
        var visit = treatment.scheduledAt(Instant.now().minus(Duration.ofHours(5)));
        treatment.checkIn(visit);
        return callers.done(post(
                        NURSE,
                        visit.path() + "/vitals",
                        "{\"takenAt\": \"%s\", \"spo2\": 98}".formatted(visit.minute(1))))
                .get("id")
                .asText();
    }

    private void report(BadWifi wifi, long began) {
        System.out.printf(
                "%d items of %d sessions, from %d tablets, the connection cut %d times: %.1f s%n",
                ITEMS, SESSIONS, CLOCKS.size(), CUTS, (System.nanoTime() - began) / 1e9);
    }
}
