package org.sextant.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;

/**
 * The one order of the records of a chart: by the corrected time; records of one moment by when the service took them in;
 * and where that is the same too, by id. SQL says {@code ORDER BY corrected_at, recorded_at, id}, and the two agree: "the
 * last reading" is the same reading for a rule, a list, a summary and an export.
 */
public final class RecordOrder {

    /**
     * Ids as PostgreSQL compares them: byte by byte. {@link UUID#compareTo} takes each half for a signed number, so that ids
     * from 8 to f come before those from 0 to 7. Locks that are taken in Java by this order are taken as in SQL by {@code
     * ORDER BY id}.
     */
    public static final Comparator<UUID> IDS = Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private RecordOrder() {}

    /**
     * The order of values that are each made of one record.
     *
     * @param at when it was, by the service's clock
     * @param recordedAt when the service took the record in; an amendment leaves it
     * @param id of the record
     */
    public static <T> Comparator<T> by(Function<T, Instant> at, Function<T, Instant> recordedAt, Function<T, UUID> id) {
        return Comparator.comparing(at).thenComparing(recordedAt).thenComparing(id, IDS);
    }
}
