package org.sextant.exchange.feed;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.sextant.exchange.feed.FeedPosition.History;

/**
 * What a reader sends to go on: a position, and in which history the reader was told of it. A reader that comes back with a
 * cursor of an older history may know changes that were lost, and is told so.
 *
 * @param position behind which the reader goes on
 * @param toldIn the history in which the service made the cursor
 */
public record Cursor(FeedPosition position, History toldIn) {

    private static final byte VERSION = 1;
    private static final int CHECK_BYTES = 8;
    private static final int BYTES = 1 + 4 * Integer.BYTES + 2 * Long.BYTES + CHECK_BYTES;

    /** Longer text is no cursor, and is not decoded. */
    private static final int LENGTH = (BYTES * 8 + 5) / 6;

    /** The cursor as opaque text of one clinic, of letters, digits, {@code -} and {@code _}. */
    public String text(UUID clinic) {
        var content = ByteBuffer.allocate(BYTES - CHECK_BYTES)
                .put(VERSION)
                .putInt(position.era())
                .putInt(position.timeline())
                .putLong(position.xid())
                .putLong(position.seq())
                .putInt(toldIn.era())
                .putInt(toldIn.timeline())
                .array();
        var sealed = ByteBuffer.allocate(BYTES)
                .put(check(clinic, content))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The cursor of this text; empty where the text is no cursor of this clinic. */
    public static Optional<Cursor> of(String text, UUID clinic) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            var cursor = read(Base64.getUrlDecoder().decode(text));
            // Compares the check, and refuses other Base64 spellings of the same bytes.
            return cursor.isPossible() && cursor.text(clinic).equals(text) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Cursor read(byte[] sealed) {
        // The version is part of the check: another version is other text.
        var content = ByteBuffer.wrap(sealed, CHECK_BYTES + 1, BYTES - CHECK_BYTES - 1);
        var position = new FeedPosition(content.getInt(), content.getInt(), content.getLong(), content.getLong());
        return new Cursor(position, new History(content.getInt(), content.getInt()));
    }

    private boolean isPossible() {
        return position.era() >= 0
                && position.timeline() >= 0
                && position.xid() >= 0
                && position.seq() >= 0
                && !toldIn.isBefore(position.history());
    }

    /** Binds the cursor to the clinic. No secret: whatever the cursor, a query reads the caller's clinic only. */
    private static byte[] check(UUID clinic, byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(clinic.getMostSignificantBits())
                    .putLong(clinic.getLeastSignificantBits())
                    .array());
            return Arrays.copyOf(digest.digest(content), CHECK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
