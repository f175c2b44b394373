package org.sextant.web.representation;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Date;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The answers every resource gives: created, replayed, read, unchanged. */
public final class Replies {

    /** The header of an answer to a request that had been carried out before. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private Replies() {}

    /** 201 with its place, or 200 where the same create had been carried out before. */
    public static <V extends Versioned> RestResponse<V> created(boolean replayed, String path, V view) {
        var reply = replayed
                ? ResponseBuilder.ok(view).header(REPLAYED, true).header(HttpHeaders.LOCATION, path)
                : created(path, view);
        return reply.header(HttpHeaders.ETAG, ETag.of(view.version())).build();
    }

    /**
     * 201 with its place, a path alone: what a client or a proxy says of the host is not repeated to anybody.
     *
     * @param path of what was made
     */
    public static <V> ResponseBuilder<V> created(String path, V view) {
        return ResponseBuilder.<V>create(201).entity(view).header(HttpHeaders.LOCATION, path);
    }

    /** 200 with the representation after a change. */
    public static <V extends Versioned> RestResponse<V> changed(V view) {
        return ResponseBuilder.ok(view)
                .header(HttpHeaders.ETAG, ETag.of(view.version()))
                .build();
    }

    /** 200 with the representation, or 304 where {@code If-None-Match} names its version. */
    public static <V extends Versioned> RestResponse<V> read(String ifNoneMatch, V view) {
        if (ETag.isKnown(ifNoneMatch, ETag.of(view.version()))) {
            return ResponseBuilder.<V>notModified()
                    .header(HttpHeaders.ETAG, ETag.of(view.version()))
                    .build();
        }
        return changed(view);
    }

    /**
     * The same for a representation that no version tells apart.
     *
     * @param tag its entity tag
     * @param lastModified may be null
     */
    public static <V> RestResponse<V> read(String ifNoneMatch, String tag, Instant lastModified, V view) {
        var unchanged = ETag.isKnown(ifNoneMatch, tag);
        var reply = unchanged ? ResponseBuilder.<V>notModified() : ResponseBuilder.ok(view);
        if (lastModified != null) {
            reply.lastModified(Date.from(lastModified));
        }
        return reply.header(HttpHeaders.ETAG, tag).build();
    }
}
