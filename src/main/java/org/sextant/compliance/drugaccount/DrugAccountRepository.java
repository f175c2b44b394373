package org.sextant.compliance.drugaccount;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import org.sextant.identity.Caller;
import org.sextant.rules.protocol.Drug;
import org.sextant.web.representation.Position;

/**
 * The draws of the clinic's sessions, ordered by the end of the infusion, and by the time of a further dose. Draws of one
 * moment are ordered by when they were recorded.
 * Hibernate's clinic filter does not reach native SQL, so the statement names the clinic itself.
 */
@ApplicationScoped
class DrugAccountRepository {

    private static final String LINES = """
            SELECT * FROM (
                SELECT *, sum(drawn_mg) OVER of_lot AS lot_drawn_mg,
                       sum(administered_mg) OVER of_lot AS lot_administered_mg,
                       sum(wasted_mg) OVER of_lot AS lot_wasted_mg
                FROM (
                    SELECT session.id, session.id AS session_id, CAST(NULL AS uuid) AS dose_id, ended_at, end_recorded_at AS recorded_at,
                           rules ->> 'drug' AS drug, coalesce(lot, end_lot) AS lot, drawn_mg, administered_mg,
                           coalesce(wasted_mg, 0) AS wasted_mg, waste_witness, ended_by
                    FROM session
                    JOIN protocol ON protocol.clinic_id = session.clinic_id AND protocol.code = session.protocol
                                 AND protocol.revision = session.protocol_revision
                    WHERE session.clinic_id = :clinic AND ended_at >= :from AND ended_at < :to
                    UNION ALL
                    SELECT dose.id, session.id, dose.id, dose.corrected_at, dose.recorded_at,
                           rules ->> 'drug', coalesce(dose.lot, session.lot, end_lot), mg, mg, 0, NULL, dose.recorded_by
                    FROM dose
                    JOIN session ON session.clinic_id = dose.clinic_id AND session.id = dose.session_id
                    JOIN protocol ON protocol.clinic_id = session.clinic_id AND protocol.code = session.protocol
                                 AND protocol.revision = session.protocol_revision
                    WHERE dose.clinic_id = :clinic AND dose.status <> 'ENTERED_IN_ERROR'
                      AND dose.corrected_at >= :from AND dose.corrected_at < :to
                ) AS draw
                WINDOW of_lot AS (PARTITION BY drug, lot ORDER BY ended_at, recorded_at, id)
            ) AS line
            WHERE (ended_at, recorded_at, id) > (:afterTime, :afterRecorded, :afterId)
            ORDER BY ended_at, recorded_at, id
            """;

    private final EntityManager database;
    private final Caller caller;

    DrugAccountRepository(EntityManager database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /** The lines of the period from {@code from} (inclusive) to {@code to} (exclusive). */
    List<DrugAccountLine> lines(Instant from, Instant to, Position after, int size) {
        var times = after.times();
        return database
                .unwrap(Session.class)
                .createNativeQuery(LINES, Tuple.class)
                .addScalar("session_id", UUID.class)
                .addScalar("dose_id", UUID.class)
                .addScalar("ended_at", Instant.class)
                .addScalar("recorded_at", Instant.class)
                .addScalar("drug", String.class)
                .addScalar("lot", String.class)
                .addScalar("drawn_mg", BigDecimal.class)
                .addScalar("administered_mg", BigDecimal.class)
                .addScalar("wasted_mg", BigDecimal.class)
                .addScalar("waste_witness", String.class)
                .addScalar("ended_by", String.class)
                .addScalar("lot_drawn_mg", BigDecimal.class)
                .addScalar("lot_administered_mg", BigDecimal.class)
                .addScalar("lot_wasted_mg", BigDecimal.class)
                .setParameter("clinic", caller.clinic())
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("afterTime", times.get(0))
                .setParameter("afterRecorded", times.get(1))
                .setParameter("afterId", after.uuid())
                .setMaxResults(size)
                .getResultList()
                .stream()
                .map(DrugAccountRepository::line)
                .toList();
    }

    private static DrugAccountLine line(Tuple row) {
        return new DrugAccountLine(
                row.get("session_id", UUID.class),
                row.get("dose_id", UUID.class),
                row.get("ended_at", Instant.class),
                row.get("recorded_at", Instant.class),
                Drug.valueOf(row.get("drug", String.class)),
                row.get("lot", String.class),
                row.get("drawn_mg", BigDecimal.class),
                row.get("administered_mg", BigDecimal.class),
                row.get("wasted_mg", BigDecimal.class),
                row.get("waste_witness", String.class),
                row.get("ended_by", String.class),
                row.get("lot_drawn_mg", BigDecimal.class),
                row.get("lot_administered_mg", BigDecimal.class),
                row.get("lot_wasted_mg", BigDecimal.class));
    }
}
