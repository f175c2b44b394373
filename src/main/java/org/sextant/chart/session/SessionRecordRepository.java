package org.sextant.chart.session;

import io.quarkus.panache.common.Parameters;
import java.util.List;
import java.util.UUID;
import org.sextant.record.ChartRepository;
import org.sextant.web.representation.Position;

/** The queries of records that belong to a session. */
public abstract class SessionRecordRepository<R extends SessionRecord> extends ChartRepository<R> {

    private final String entity;

    /** @param table the table that stores the records */
    protected SessionRecordRepository(Class<R> type, String table) {
        super(type, table);
        this.entity = type.getSimpleName();
    }

    /** One page of the records of a session, in the order of {@link org.sextant.record.RecordOrder}. */
    public List<R> ofSession(UUID sessionId, Position after, int size) {
        return page(after, size, "sessionId = :sessionId", Parameters.with("sessionId", sessionId));
    }

    /**
     * The id of the session of a record. The query does not load the record, because a session is always locked before
     * its records.
     *
     * @throws org.sextant.web.problem.ProblemException 404 where the caller's clinic has no such record
     */
    public UUID sessionOf(UUID id) {
        return getEntityManager()
                .createQuery("select sessionId from " + entity + " where id = :id", UUID.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(this::notFound);
    }
}
