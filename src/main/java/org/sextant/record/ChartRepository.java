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

/** The look-ups of a chart's records, which include the versions that were. */
public abstract class ChartRepository<R extends ChartRecord> extends ClinicRepository<R> {

    private final Class<R> type;
    private final String table;

    @Inject
    StatelessSession versions;

    /**
     * For the records of {@code table}, whose earlier versions the database keeps in {@code <table>_history}.
     *
     * @param table a name in the code, never of a request
     */
    protected ChartRepository(Class<R> type, String table) {
        this.type = type;
        this.table = table;
    }

    /**
     * The page of a list that is in the order of records ({@link RecordOrder}), among those that {@code where} holds for.
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

    /** The versions of a record after {@code version}, at most so many, the present one last. */
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
        // Row by row: within one list Hibernate would take all versions of an id for the same object.
        try (var rows = query.scroll(ScrollMode.FORWARD_ONLY)) {
            while (rows.next()) {
                found.add(rows.get());
            }
        }
        return found;
    }
}
