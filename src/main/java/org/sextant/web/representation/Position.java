package org.sextant.web.representation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.sextant.web.problem.Violations;

/**
 * The end of a page: the sort value and the id of its last row. The next page starts after this row, so rows that are
 * inserted between two requests cause no duplicate and no gap.
 *
 * @param sort the sort value of the row as text; several sort values are separated by spaces
 * @param id the id of the row, which orders rows of equal sort value; empty where the sort value is unique
 */
public record Position(String sort, String id) {

    /** The position before every time of clinical data. */
    static final Position OF_TIMES = new Position("0001-01-01T00:00:00Z", new UUID(0, 0).toString());

    /** The position before every record of a chart. */
    public static final Position OF_RECORDS = new Position(OF_TIMES.sort + " " + OF_TIMES.sort, OF_TIMES.id);

    /** Later than every time of clinical data, and in the range of PostgreSQL. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** The position before every version. */
    static final Position OF_VERSIONS = of(0);

    private static final int CHECK_BYTES = 8;

    /** The position of a row in a list that is ordered by a time. */
    public static Position of(Instant sort, UUID id) {
        return new Position(sort.toString(), id.toString());
    }

    /** The position of a record of a chart, ordered by the time {@code at}, then by the time of recording. */
    public static Position of(Instant at, Instant recordedAt, UUID id) {
        return new Position(at + " " + recordedAt, id.toString());
    }

    /** The position of a version in a history. */
    static Position of(int version) {
        return new Position(String.valueOf(version), "");
    }

    /** The version at this position of a history. */
    int version() {
        return read(Integer::parseInt, sort);
    }

    /** The position of a row in a list that is ordered by a unique number. */
    public static Position of(long number) {
        return new Position(String.valueOf(number), "");
    }

    /**
     * The number at this position of a list that is ordered by a unique number.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where the cursor does not contain a number
     */
    public long number() {
        return read(Long::parseLong, sort);
    }

    /**
     * The time at this position of a list that is ordered by a time.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where the cursor does not contain a time of clinical data
     */
    public Instant time() {
        return read(Position::clinicalTime, sort);
    }

    /**
     * The two times at this position of a list of records: the time of the event, then the time of recording.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where the cursor does not contain two times of clinical data
     */
    public List<Instant> times() {
        return read(Position::twoTimes, sort);
    }

    private static List<Instant> twoTimes(String text) {
        var times = text.split(" ", -1);
        if (times.length != 2) {
            throw new IllegalArgumentException("Not two times");
        }
        return List.of(clinicalTime(times[0]), clinicalTime(times[1]));
    }

    private static Instant clinicalTime(String text) {
        var time = Instant.parse(text);
        if (time.isBefore(Instant.parse(OF_TIMES.sort)) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("Not a time of clinical data");
        }
        return time;
    }

    /**
     * The id of the last row.
     *
     * @throws org.sextant.web.problem.ProblemException 400 where the cursor does not contain a UUID
     */
    public UUID uuid() {
        return read(UUID::fromString, id);
    }

    private static <T> T read(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (RuntimeException forged) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list; take next of the page before");
        }
    }

    /** The opaque cursor, bound to {@code scope}: the list and its filters. */
    String toCursor(String scope) {
        var content = (sort + "\n" + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(CHECK_BYTES + content.length)
                        .put(check(scope, content))
                        .put(content)
                        .array());
    }

    /** @throws org.sextant.web.problem.ProblemException 400 where the cursor is of another list or other filters */
    static Position ofCursor(String cursor, String scope) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var content = Arrays.copyOfRange(bytes, Math.min(CHECK_BYTES, bytes.length), bytes.length);
            var text = new String(content, StandardCharsets.UTF_8).split("\n", -1);
            var position = new Position(text[0], text.length == 2 ? text[1] : "");
            // The comparison of text refuses other Base64 spellings of the same bytes.
            if (position.sort.indexOf('\u0000') < 0 && position.toCursor(scope).equals(cursor)) {
                return position;
            }
        } catch (IllegalArgumentException notBase64) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list; take next of the page before");
        }
        throw Violations.ofParameter("cursor", "is not a cursor of this list with these filters");
    }

    /** Detects a damaged or foreign cursor. No secret: whatever the cursor, a query reads the caller's clinic only. */
    private static byte[] check(String scope, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(scope.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(content), CHECK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
