package org.sextant.web.representation;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Date;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The responses that all resources share: created, replayed, changed, read, not modified. */
public final class Replies {

    /** The header of a response to a repeated request that was not carried out again. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private Replies() {}

    /** 201 with {@code Location}; 200 where the create is a repetition of an earlier create. */
    public static <V extends Versioned> RestResponse<V> created(boolean replayed, String path, V view) {
        var reply = replayed
                ? ResponseBuilder.ok(view).header(REPLAYED, true).header(HttpHeaders.LOCATION, path)
                : created(path, view);
        return reply.header(HttpHeaders.ETAG, ETag.of(view.version())).build();
    }

    /**
     * 201 with {@code Location}, as a path only: the host of the request comes from the client or a proxy and is not
     * trusted.
     *
     * @param path the path of the created record
     */
    public static <V> ResponseBuilder<V> created(String path, V view) {
        return ResponseBuilder.<V>create(201).entity(view).header(HttpHeaders.LOCATION, path);
    }

    /** 304 for a representation that the client has. */
    public static <V> RestResponse<V> notModified(String tag) {
        return ResponseBuilder.<V>notModified().header(HttpHeaders.ETAG, tag).build();
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
     * 200 with a representation that has no version, or 304 where {@code If-None-Match} names its entity tag.
     *
     * @param ifNoneMatch the {@code If-None-Match} header, or null
     * @param tag the entity tag of the representation, with its quotes
     * @param lastModified the time of the last change; null where unknown
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
