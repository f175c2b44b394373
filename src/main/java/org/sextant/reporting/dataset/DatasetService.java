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
import org.sextant.reporting.dataset.Pseudonyms.Mark;
import org.sextant.reporting.dataset.column.Column.Kind;
import org.sextant.web.representation.Page;
import org.sextant.web.representation.Paging;
import org.sextant.web.representation.Position;

/** Pulls rows out of the reports: a page at a time, or all of them as a stream. */
@ApplicationScoped
class DatasetService {

    /** Few rows first, so that something arrives soon. */
    private static final int FIRST_ROWS = 50;

    private static final int MORE_ROWS = 1000;

    private final DatasetRepository reports;
    private final SnapshotRepository snapshots;
    private final ExportBulkhead gate;
    private final Pseudonyms standIns;
    private final TokenWatch tokens;
    private final ObjectMapper json;
    private final Duration longest;

    DatasetService(
            DatasetRepository reports,
            SnapshotRepository snapshots,
            ExportBulkhead gate,
            Pseudonyms standIns,
            TokenWatch tokens,
            ObjectMapper json,
            @ConfigProperty(name = "sextant.exports.longest", defaultValue = "2h") Duration longest) {
        this.reports = reports;
        this.snapshots = snapshots;
        this.gate = gate;
        this.standIns = standIns;
        this.tokens = tokens;
        this.json = json;
        this.longest = longest;
    }

    /** One page; the next one is read as it will be then. */
    RestResponse<Page<Map<String, Object>>> page(DatasetQuery extract, Paging paging) {
        var begin = new Position("", "");
        return snapshots.read(() -> paging.answer(
                begin,
                (after, size) -> {
                    reports.lookUpByKey();
                    var mark = mark(extract, after.equals(begin) ? null : after);
                    return reports.rows(extract.with(mark.key()), mark.place(), size).stream()
                            .map(row -> new Marked(row, mark.key()))
                            .toList();
                },
                marked -> extract.deidentified()
                        ? standIns.seal(new Mark(marked.row().place(), marked.key()), extract)
                        : marked.row().place().toPosition(),
                marked -> view(extract, marked.row())));
    }

    /** A row and the key of its export. */
    private record Marked(Row row, String key) {}

    private Mark mark(DatasetQuery extract, Position after) {
        if (after == null) {
            return new Mark(null, extract.key());
        }
        return extract.deidentified()
                ? standIns.open(after, extract)
                : new Mark(RowKey.of(after, extract.report()), extract.key());
    }

    private static Map<String, Object> view(DatasetQuery extract, Row row) {
        var view = new LinkedHashMap<String, Object>();
        var columns = extract.columns();
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
     * All rows of one snapshot. A thousand of them are in memory at most: the next are read when the client has taken
     * those before, and as long as the token is good.
     *
     * @throws IOException where the client has gone or its token is not good any more; the snapshot is given up
     */
    void stream(DatasetQuery extract, Format format, OutputStream target) throws IOException {
        gate.pass(() -> inOneSnapshot(extract, format, target));
    }

    private void inOneSnapshot(DatasetQuery extract, Format format, OutputStream target) throws IOException {
        try {
            var mayGetMore = tokens.ofCaller();
            snapshots.read(longest, () -> write(extract, format.writer(target, extract, json), mayGetMore));
        } catch (QuarkusTransactionException failed) {
            if (failed.getCause() instanceof IOException gone) {
                throw gone;
            }
            throw failed;
        }
    }

    private Void write(DatasetQuery extract, RowWriter writer, BooleanSupplier mayGetMore) throws IOException {
        reports.lookUpByKey();
        RowKey after = null;
        for (var size = FIRST_ROWS; ; size = MORE_ROWS) {
            if (!mayGetMore.getAsBoolean()) {
                throw new IOException("The caller's token is not good any more");
            }
            var rows = reports.rows(extract, after, size);
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
