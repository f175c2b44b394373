package org.sextant.reporting.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.identity.TokenWatch;
import org.sextant.record.SnapshotRepository;
import org.sextant.reporting.dataset.Pseudonyms.SealedCursor;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;

/** Reads the rows of a dataset: one page, or all rows as a stream. */
@ApplicationScoped
class DatasetService {

    /** The first batch is small, so that the client gets the first rows soon. */
    private static final int FIRST_ROWS = 50;

    private static final int MORE_ROWS = 1000;

    private final DatasetRepository reports;
    private final SnapshotRepository snapshots;
    private final ExportBulkhead bulkhead;
    private final Pseudonyms pseudonyms;
    private final TokenWatch tokens;
    private final ObjectMapper json;
    private final Duration maxDuration;

    DatasetService(
            DatasetRepository reports,
            SnapshotRepository snapshots,
            ExportBulkhead bulkhead,
            Pseudonyms pseudonyms,
            TokenWatch tokens,
            ObjectMapper json,
            @ConfigProperty(name = "sextant.exports.longest", defaultValue = "2h") Duration maxDuration) {
        this.reports = reports;
        this.snapshots = snapshots;
        this.bulkhead = bulkhead;
        this.pseudonyms = pseudonyms;
        this.tokens = tokens;
        this.json = json;
        this.maxDuration = maxDuration;
    }

    /** Reads one page. Each page reads the data as they are at that time. */
    RestResponse<Page<Map<String, Object>>> page(DatasetQuery query, Paging paging) {
        var begin = new Position("", "");
        return snapshots.read(() -> paging.answer(
                begin,
                (after, size) -> {
                    reports.lookUpByKey();
                    var cursor = cursor(query, after.equals(begin) ? null : after);
                    return reports.rows(query.with(cursor.key()), cursor.place(), size).stream()
                            .map(row -> new KeyedRow(row, cursor.key()))
                            .toList();
                },
                keyed -> query.deidentified()
                        ? pseudonyms.seal(new SealedCursor(keyed.row().place(), keyed.key()), query)
                        : keyed.row().place().toPosition(),
                keyed -> view(query, keyed.row())));
    }

    /** A row and the key of its export. */
    private record KeyedRow(Row row, String key) {}

    private SealedCursor cursor(DatasetQuery query, Position after) {
        if (after == null) {
            return new SealedCursor(null, query.key());
        }
        return query.deidentified()
                ? pseudonyms.open(after, query)
                : new SealedCursor(RowKey.of(after, query.report()), query.key());
    }

    private static Map<String, Object> view(DatasetQuery query, Row row) {
        var view = new LinkedHashMap<String, Object>();
        var columns = query.columns();
        for (var i = 0; i < columns.size(); i++) {
            var value = row.values().get(i);
            if (value != null) {
                view.put(
                        columns.get(i).name(),
                        columns.get(i).kind() == Kind.JSON ? new RawValue((String) value) : value);
            }
        }
        return view;
    }

    /**
     * Streams all rows of one snapshot. At most 1000 rows are in memory: the next rows are read when the client has
     * read the previous rows, and as long as the client's token is valid.
     *
     * @throws IOException where the client has disconnected or its token is no longer valid; the snapshot ends
     * @throws org.sextant.web.problem.ProblemException 503 where the maximum number of exports is running
     */
    void stream(DatasetQuery query, Format format, OutputStream target) throws IOException {
        bulkhead.run(() -> inOneSnapshot(query, format, target));
    }

    private void inOneSnapshot(DatasetQuery query, Format format, OutputStream target) throws IOException {
        try {
            var tokenIsValid = tokens.ofCaller();
            snapshots.read(maxDuration, () -> write(query, format.writer(target, query, json), tokenIsValid));
        } catch (QuarkusTransactionException failed) {
            if (failed.getCause() instanceof IOException disconnected) {
                throw disconnected;
            }
            throw failed;
        }
    }

    private Void write(DatasetQuery query, RowWriter writer, BooleanSupplier tokenIsValid) throws IOException {
        reports.lookUpByKey();
        RowKey after = null;
        for (var size = FIRST_ROWS; ; size = MORE_ROWS) {
            if (!tokenIsValid.getAsBoolean()) {
                throw new IOException("The caller's token is no longer valid");
            }
            var rows = reports.rows(query, after, size);
            for (var row : rows) {
                writer.write(row.values());
            }
            writer.flush();
            if (rows.size() < size) {
                return null;
            }
            after = rows.get(size - 1).place();
        }
    }
}
