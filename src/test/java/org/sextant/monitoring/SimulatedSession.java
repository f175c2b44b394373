package org.sextant.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sextant.identity.Role.NURSE;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sextant.LightClient;
import org.sextant.Treatment;
import org.sextant.VirtualClock;

/**
 * A session that a script runs, minute by minute of a virtual clock, through the API as staff would. At each minute the
 * scripted calls are made, then the monitor looks; what was raised is noted at its minute.
 */
final class SimulatedSession {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final VirtualClock clock;
    private final Monitor monitor;
    private final Instant begin;
    private final String id;
    private final Map<Integer, List<Runnable>> script = new HashMap<>();
    private final Map<Integer, Set<String>> raised = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private int minute;

    SimulatedSession(String course, VirtualClock clock, Monitor monitor) {
        this.clock = clock;
        this.monitor = monitor;
        this.begin = clock.instant();
        this.id = Treatment.create("/v1/courses/" + course + "/sessions", "{\"scheduledAt\": \"%s\"}".formatted(begin));
    }

    String id() {
        return id;
    }

    Instant at(int minutes) {
        return begin.plus(Duration.ofMinutes(minutes));
    }

    /** A step without a time of its own: it is taken now. */
    SimulatedSession step(int minutes, String step, String body) {
        return then(minutes, () -> Treatment.step(id, step, body));
    }

    SimulatedSession reading(int minutes, int systolic, int diastolic, int heartRate, int spo2) {
        return then(
                minutes,
                () -> Treatment.create("/v1/sessions/" + id + "/vitals", """
                        {"takenAt": "%s", "systolic": %d, "diastolic": %d, "heartRate": %d, "respiratoryRate": 14, "spo2": %d}""".formatted(
                                at(minutes), systolic, diastolic, heartRate, spo2)));
    }

    /** A reading of these values, recorded as it is taken. */
    SimulatedSession vitals(int minutes, String values) {
        return then(
                minutes,
                () -> Treatment.create(
                        "/v1/sessions/" + id + "/vitals", "{\"takenAt\": \"%s\", %s}".formatted(at(minutes), values)));
    }

    /** A reading with the sedation (MOAA/S); its id is known. */
    SimulatedSession reading(int minutes, String readingId, int respiratoryRate, int sedation) {
        return then(
                minutes,
                () -> Treatment.create("/v1/sessions/" + id + "/vitals", """
                        {"id": "%s", "takenAt": "%s", "systolic": 120, "diastolic": 80, "heartRate": 70, "spo2": 98,
                         "respiratoryRate": %d, "sedation": %d}""".formatted(
                                readingId, at(minutes), respiratoryRate, sedation)));
    }

    SimulatedSession then(int minutes, Runnable call) {
        script.computeIfAbsent(minutes, none -> new ArrayList<>()).add(call);
        return this;
    }

    /** Runs the script up to this minute, included. */
    SimulatedSession runTo(int lastMinute) {
        for (; minute <= lastMinute; minute++) {
            script.getOrDefault(minute, List.of()).forEach(Runnable::run);
            monitor.checkOverdueSessions();
            noteWhatIsNew();
            clock.advance(Duration.ofMinutes(1));
        }
        return this;
    }

    private void noteWhatIsNew() {
        for (var alert : alerts()) {
            if (seen.add((String) alert.get("id"))) {
                raised.computeIfAbsent(minute, none -> new HashSet<>()).add((String) alert.get("kind"));
            }
        }
    }

    /** The kinds that were raised, by the minute at which they were. */
    Map<Integer, Set<String>> raised() {
        return raised;
    }

    /** All alerts of the session, the oldest first. */
    List<Map<String, Object>> alerts() {
        var answer = LightClient.as(NURSE)
                .query("sessionId", id)
                .query("limit", "200")
                .get("/v1/alerts");
        assertThat(answer.status()).isEqualTo(200);
        return JSON.convertValue(answer.json().get("items"), new TypeReference<>() {});
    }

    /** The alerts of one kind, the oldest first. */
    List<Map<String, Object>> alerts(String kind) {
        return alerts().stream().filter(alert -> alert.get("kind").equals(kind)).collect(Collectors.toList());
    }
}
