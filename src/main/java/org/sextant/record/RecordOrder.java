package org.sextant.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import java.util.function.Function;

/**
 * The order of the records of a chart: by corrected time, then by time of recording, then by id. The order in SQL is
 * equal: {@code ORDER BY corrected_at, recorded_at, id}. So "the last reading" is the same reading for a rule, a list,
 * a summary and an export.
 */
public final class RecordOrder {

    /**
     * The order of ids in PostgreSQL: byte by byte. {@link UUID#compareTo} compares each half as a signed number, so
     * ids that begin with 8 to f come before ids that begin with 0 to 7. Java code that locks records in this order
     * locks in the order of {@code ORDER BY id} in SQL, which prevents deadlocks.
     */
    public static final Comparator<UUID> IDS = Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private RecordOrder() {}

    /**
     * The order of values that each come from one record.
     *
     * @param at the time of the event by the service's clock
     * @param recordedAt the time when the service recorded the record; an amendment does not change this time
     * @param id the id of the record
     */
    public static <T> Comparator<T> by(Function<T, Instant> at, Function<T, Instant> recordedAt, Function<T, UUID> id) {
        return Comparator.comparing(at).thenComparing(recordedAt).thenComparing(id, IDS);
    }
}
