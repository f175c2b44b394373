package org.sextant.chart.vitals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.sextant.rules.safety.LatestReadings;
import org.sextant.rules.safety.LatestReadings.Due;
import org.sextant.rules.safety.Reading;
import org.sextant.rules.safety.Visit;

/**
 * The statements of a group of readings, each one for all of its sessions. Hibernate's clinic filter does not reach
 * native SQL, so each statement names the clinic itself.
 */
@ApplicationScoped
class ReadingGroupRepository {

    /** A session that somebody else has locked is passed over: one call that waits must not hold up the others. */
    private static final String LOCK = """
            SELECT id FROM session WHERE clinic_id = :clinic AND id = ANY(:sessions)
            ORDER BY id FOR NO KEY UPDATE SKIP LOCKED\
            """;

    /** The last reading of a session under a condition; the index of its order ends with it. */
    private static final String LAST = """
            LEFT JOIN LATERAL (
                SELECT id, corrected_at, recorded_at, systolic, diastolic FROM vitals
                WHERE clinic_id = session.clinic_id AND session_id = session.id AND status <> 'ENTERED_IN_ERROR' AND %s
                ORDER BY corrected_at DESC, recorded_at DESC, id DESC LIMIT 1
            ) AS %s ON true
            """;

    /**
     * A session in which a reading was missed is not among them: whether a reading makes up for it depends on more than
     * the last readings.
     */
    private static final String VISITS = """
            SELECT session.id, session.patient_id, protocol, protocol_revision, known_clocks IS NOT NULL AS knows_clocks,
                   checked_in_at, started_at, start_recorded_at, ended_at, next_vitals_due_at, vitals_overdue_at,
                   last.id AS last_id, last.corrected_at AS last_at, last.recorded_at AS last_recorded_at,
                   last.systolic AS last_systolic, last.diastolic AS last_diastolic,
                   baseline.id AS baseline_id, baseline.corrected_at AS baseline_at, baseline.recorded_at AS baseline_recorded_at,
                   baseline.systolic AS baseline_systolic, baseline.diastolic AS baseline_diastolic,
                   pressure.id AS pressure_id, pressure.corrected_at AS pressure_at, pressure.recorded_at AS pressure_recorded_at,
                   pressure.systolic AS pressure_systolic, pressure.diastolic AS pressure_diastolic,
                   (SELECT array_agg(id) FROM vitals WHERE clinic_id = :clinic AND id = ANY(:readings)) AS known
            FROM session
            JOIN session_clock AS clock ON clock.clinic_id = session.clinic_id AND clock.session_id = session.id
            """
            + LAST.formatted("true", "last")
            + LAST.formatted("systolic IS NOT NULL AND corrected_at <= session.started_at", "baseline")
            + LAST.formatted("systolic IS NOT NULL", "pressure")
            + """
            WHERE session.clinic_id = :clinic AND session.id = ANY(:sessions)
              AND session.status IN ('CHECKED_IN', 'INFUSING', 'OBSERVING')
              AND NOT EXISTS (SELECT FROM alert WHERE alert.clinic_id = session.clinic_id AND alert.session_id = session.id
                              AND alert.due_at IS NOT NULL AND alert.status <> 'WITHDRAWN')
            """;

    private static final String STORE = """
            INSERT INTO vitals (clinic_id, id, version, recorded_at, recorded_by, content_hash, session_id, patient_id, status,
                                taken_at, late, systolic, diastolic, heart_rate, respiratory_rate, spo2, temperature_c, sedation,
                                pain, absent_reason, source, device_id, note, clock_offset_seconds, absent_kinds)
            SELECT :clinic, id, 1, recorded_at, recorded_by, content_hash, session_id, patient_id, 'FINAL',
                   taken_at, false, systolic, diastolic, heart_rate, respiratory_rate, spo2, temperature_c, sedation,
                   pain, absent_reason, source, device_id, note, clock_offset_seconds, absent_kinds
            FROM json_to_recordset(CAST(:readings AS json)) AS reading (
                id uuid, recorded_at timestamptz, recorded_by text, content_hash text, session_id uuid, patient_id uuid,
                taken_at timestamptz, systolic smallint, diastolic smallint, heart_rate smallint, respiratory_rate smallint,
                spo2 smallint, temperature_c numeric, sedation smallint, pain smallint, absent_reason text, source text,
                device_id text, note text, clock_offset_seconds bigint, absent_kinds jsonb)
            """;

    private static final String FINISH = """
            WITH moved AS (
                UPDATE session_clock AS clock
                SET next_vitals_due_at = due.next, vitals_overdue_at = due.overdue, clock_set_at = :now
                FROM json_to_recordset(CAST(:due AS json)) AS due (session uuid, next timestamptz, overdue timestamptz)
                WHERE clock.clinic_id = :clinic AND clock.session_id = due.session
                  AND (next_vitals_due_at, vitals_overdue_at) IS DISTINCT FROM (due.next, due.overdue)
            )
            SELECT record_calls(CAST(:calls AS json))
            """;

    private final EntityManager database;
    private final ObjectMapper json;

    ReadingGroupRepository(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * The sessions that a group has locked.
     *
     * @param bySession only those whose newest readings may be plain
     * @param known those of the readings' ids that the clinic has
     */
    record Visits(Map<UUID, VisitOfGroup> bySession, Set<UUID> known) {}

    /** Locks those of the sessions that nobody else has locked, and returns their ids. */
    List<UUID> lock(UUID clinic, List<UUID> sessions) {
        return database.unwrap(Session.class)
                .createNativeQuery(LOCK, Tuple.class)
                .addScalar("id", UUID.class)
                .setParameter("clinic", clinic)
                .setParameter("sessions", array(sessions))
                .getResultStream()
                .map(row -> row.get("id", UUID.class))
                .toList();
    }

    /** What the readings depend on; read after the locks, so that it shows what others have committed before. */
    Visits visits(UUID clinic, List<UUID> sessions, Collection<UUID> readings) {
        var query = database.unwrap(Session.class)
                .createNativeQuery(VISITS, Tuple.class)
                .setParameter("clinic", clinic)
                .setParameter("sessions", array(sessions))
                .setParameter("readings", array(readings));
        var visits = new HashMap<UUID, VisitOfGroup>();
        Set<UUID> known = Set.of();
        for (var row : withTypes(query).getResultList()) {
            var visit = visit(row);
            visits.put(visit.sessionId(), visit);
            var ids = row.get("known", UUID[].class);
            known = ids == null ? Set.of() : Set.copyOf(Arrays.asList(ids));
        }
        return new Visits(visits, known);
    }

    private static NativeQuery<Tuple> withTypes(NativeQuery<Tuple> query) {
        query.addScalar("id", UUID.class)
                .addScalar("patient_id", UUID.class)
                .addScalar("protocol", String.class)
                .addScalar("protocol_revision", Integer.class)
                .addScalar("knows_clocks", Boolean.class)
                .addScalar("known", UUID[].class);
        for (var time : List.of(
                "checked_in_at",
                "started_at",
                "start_recorded_at",
                "ended_at",
                "next_vitals_due_at",
                "vitals_overdue_at")) {
            query.addScalar(time, Instant.class);
        }
        for (var reading : List.of("last", "baseline", "pressure")) {
            query.addScalar(reading + "_id", UUID.class)
                    .addScalar(reading + "_at", Instant.class)
                    .addScalar(reading + "_recorded_at", Instant.class)
                    .addScalar(reading + "_systolic", Integer.class)
                    .addScalar(reading + "_diastolic", Integer.class);
        }
        return query;
    }

    private static VisitOfGroup visit(Tuple row) {
        return new VisitOfGroup(
                row.get("id", UUID.class),
                row.get("patient_id", UUID.class),
                row.get("protocol", String.class),
                row.get("protocol_revision", Integer.class),
                row.get("knows_clocks", Boolean.class),
                new Visit(
                        row.get("checked_in_at", Instant.class),
                        null,
                        row.get("started_at", Instant.class),
                        row.get("start_recorded_at", Instant.class),
                        null,
                        row.get("ended_at", Instant.class),
                        null,
                        null,
                        false),
                new LatestReadings(reading(row, "last"), reading(row, "baseline"), reading(row, "pressure")),
                new Due(row.get("next_vitals_due_at", Instant.class), row.get("vitals_overdue_at", Instant.class)));
    }

    private static Reading reading(Tuple row, String which) {
        var id = row.get(which + "_id", UUID.class);
        return id == null
                ? null
                : new Reading(
                        id,
                        row.get(which + "_at", Instant.class),
                        row.get(which + "_recorded_at", Instant.class),
                        row.get(which + "_systolic", Integer.class),
                        row.get(which + "_diastolic", Integer.class),
                        null,
                        null,
                        null,
                        null);
    }

    /** Inserts the readings. The journal names the caller of each; an id that is known by now fails the group. */
    void store(UUID clinic, List<PlainReading> readings) {
        database.createNativeQuery(STORE)
                .setParameter("clinic", clinic)
                .setParameter(
                        "readings",
                        text(readings.stream()
                                .map(ReadingGroupRepository::columns)
                                .toList()))
                .executeUpdate();
    }

    private static Map<String, Object> columns(PlainReading reading) {
        var columns = new LinkedHashMap<String, Object>();
        var provenance = reading.provenance();
        var sent = reading.request();
        columns.put("id", provenance.id());
        columns.put("recorded_at", provenance.recordedAt());
        columns.put("recorded_by", provenance.recordedBy());
        columns.put("content_hash", provenance.contentHash());
        columns.put("session_id", reading.sessionId());
        columns.put("patient_id", reading.patientId());
        columns.put("taken_at", sent.takenAt());
        columns.put("systolic", sent.systolic());
        columns.put("diastolic", sent.diastolic());
        columns.put("heart_rate", sent.heartRate());
        columns.put("respiratory_rate", sent.respiratoryRate());
        columns.put("spo2", sent.spo2());
        columns.put("temperature_c", sent.temperatureC());
        columns.put("sedation", sent.sedation());
        columns.put("pain", sent.pain());
        columns.put("absent_reason", sent.absentReason());
        columns.put("source", sent.source());
        columns.put("device_id", sent.deviceId());
        columns.put("note", sent.note());
        columns.put("clock_offset_seconds", reading.moment().clockOffsetSeconds());
        columns.put(
                "absent_kinds",
                sent.absentKinds() == null
                        ? null
                        : sent.absentKinds().stream().sorted().toList());
        return columns;
    }

    /** Sets the clocks, and writes the rows of the calls. */
    void finish(UUID clinic, Collection<VisitOfGroup> visits, String calls, Instant now) {
        var due = visits.stream()
                .map(visit -> {
                    var columns = new LinkedHashMap<String, Object>();
                    columns.put("session", visit.sessionId());
                    columns.put("next", visit.due().nextDueAt());
                    columns.put("overdue", visit.due().overdueAt());
                    return columns;
                })
                .toList();
        database.unwrap(Session.class)
                .createNativeQuery(FINISH, Tuple.class)
                .setParameter("clinic", clinic)
                .setParameter("due", text(due))
                .setParameter("calls", calls)
                .setParameter("now", now)
                .getSingleResult();
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
