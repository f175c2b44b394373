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
 * Where a page ends: the sort value and the id of its last row. The next page holds what comes after, so rows that are
 * inserted meanwhile neither repeat nor hide others.
 *
 * @param sort the value the list is ordered by, as text; where there are more than one, with spaces between
 * @param id what tells rows of one sort value apart
 */
public record Position(String sort, String id) {

    /** Before every time of clinical data. */
    static final Position OF_TIMES = new Position("0001-01-01T00:00:00Z", new UUID(0, 0).toString());

    /** Before every record of a chart. */
    public static final Position OF_RECORDS = new Position(OF_TIMES.sort + " " + OF_TIMES.sort, OF_TIMES.id);

    /** After every time of clinical data; the database knows no time much later than this. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** Before every version. */
    static final Position OF_VERSIONS = of(0);

    private static final int CHECK_BYTES = 8;

    /** The position of a row that is ordered by a time. */
    public static Position of(Instant sort, UUID id) {
        return new Position(sort.toString(), id.toString());
    }

    /** The position of a record of a chart: records of one moment are ordered by when they were recorded. */
    public static Position of(Instant at, Instant recordedAt, UUID id) {
        return new Position(at + " " + recordedAt, id.toString());
    }

    /** The position of a version in a history. */
    static Position of(int version) {
        return new Position(String.valueOf(version), "");
    }

    /** The sort value of a history. */
    int version() {
        return read(Integer::parseInt, sort);
    }

    /** The position of a row of a list that is ordered by a number alone. */
    public static Position of(long number) {
        return new Position(String.valueOf(number), "");
    }

    /** The sort value of such a list. */
    public long number() {
        return read(Long::parseLong, sort);
    }

    /** The sort value of a list that is ordered by a time. */
    public Instant time() {
        return read(Position::clinicalTime, sort);
    }

    /** The two sort values of a list of records: when it was, and when it was recorded. */
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

    public UUID uuid() {
        return read(UUID::fromString, id);
    }

    private static <T> T read(Function<String, T> parse, String text) {
        try {
            return parse.apply(text);
        } catch (RuntimeException forged) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list");
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

    /** @throws org.sextant.web.problem.ProblemException 400 where the cursor is not one of this list with these filters */
    static Position ofCursor(String cursor, String scope) {
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var content = Arrays.copyOfRange(bytes, Math.min(CHECK_BYTES, bytes.length), bytes.length);
            var text = new String(content, StandardCharsets.UTF_8).split("\n", -1);
            var position = new Position(text[0], text.length == 2 ? text[1] : "");
            // Comparing the text as well refuses the spellings of base64 that decode to the same bytes.
            if (position.sort.indexOf('\u0000') < 0 && position.toCursor(scope).equals(cursor)) {
                return position;
            }
        } catch (IllegalArgumentException notBase64) {
            throw Violations.ofParameter("cursor", "is not a cursor of this list");
        }
        throw Violations.ofParameter("cursor", "is not a cursor of this list with these filters");
    }

    /** Finds a damaged or foreign cursor. It guards no secret: whatever a cursor says, the clinic's filter still holds. */
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
