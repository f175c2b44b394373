package org.sextant.record;

import io.quarkus.panache.common.Parameters;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.ScrollMode;
import org.hibernate.StatelessSession;
import org.sextant.record.tenancy.TenantResolver;
import org.sextant.web.representation.Position;

/** The queries that all records of a chart share, including queries of earlier versions. */
public abstract class ChartRepository<R extends ChartRecord> extends ClinicRepository<R> {

    private final Class<R> type;
    private final String table;

    @Inject
    StatelessSession versions;

    /**
     * A repository of the records of {@code table}; the database stores earlier versions in {@code <table>_history}.
     *
     * @param table a constant of the code, never text of a request: the name becomes part of SQL
     */
    protected ChartRepository(Class<R> type, String table) {
        this.type = type;
        this.table = table;
    }

    /**
     * At most {@code size} records after a position, in {@link RecordOrder}, that match the condition {@code where}.
     */
    protected List<R> page(Position after, int size, String where, Parameters parameters) {
        var times = after.times();
        return find(
                        "(correctedAt, recordedAt, id) > (:afterTime, :afterRecorded, :afterId) and " + where
                                + " order by correctedAt, recordedAt, id",
                        parameters
                                .and("afterTime", times.get(0))
                                .and("afterRecorded", times.get(1))
                                .and("afterId", after.uuid()))
                .page(0, size)
                .list();
    }

    /** At most {@code size} versions of a record after {@code version}, ascending, including the current version. */
    public List<R> history(UUID id, int version, int size) {
        var query = versions.createNativeQuery("""
                        SELECT * FROM %1$s_history WHERE clinic_id = :clinic AND id = :id AND version > :version
                        UNION ALL
                        SELECT * FROM %1$s WHERE clinic_id = :clinic AND id = :id AND version > :version
                        ORDER BY version
                        """.formatted(table), type)
                .setParameter("clinic", new TenantResolver().get())
                .setParameter("id", id)
                .setParameter("version", version)
                .setMaxResults(size);
        var found = new ArrayList<R>();
        // Read row by row: in one list, Hibernate would return the same object for all versions of an id.
        try (var rows = query.scroll(ScrollMode.FORWARD_ONLY)) {
            while (rows.next()) {
                found.add(rows.get());
            }
        }
        return found;
    }
}
