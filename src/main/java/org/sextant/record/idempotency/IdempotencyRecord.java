package org.sextant.record.idempotency;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jboss.resteasy.reactive.RestResponse;
import org.sextant.record.ClinicRecord;

/** The stored answer to a request with a key, byte for byte. {@link #toString} hides the answer (health data). */
@Entity
@Table(name = "kept_answer")
@Immutable
@IdClass(IdempotencyRecord.Key.class)
@Filter(name = ClinicRecord.OF_CALLER, condition = "clinic_id = :clinic")
class IdempotencyRecord {

    /** The headers that belong to the answer, not to its transport. */
    private static final List<String> HEADERS = List.of(HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.LINK);

    /** The identity of an answer: each client of each clinic has its own keys. */
    record Key(UUID clinicId, String client, String idempotencyKey) {}

    @Id
    private UUID clinicId;

    @Id
    private String client;

    @Id
    private String idempotencyKey;

    private String fingerprint;
    private int status;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> headers;

    private String body;
    private Instant keptAt;

    /** For Hibernate. */
    protected IdempotencyRecord() {}

    IdempotencyRecord(Key key, String fingerprint, RestResponse<?> answer, String body, Instant now) {
        this.clinicId = key.clinicId();
        this.client = key.client();
        this.idempotencyKey = key.idempotencyKey();
        this.fingerprint = fingerprint;
        this.status = answer.getStatus();
        this.headers = headersOf(answer);
        this.body = body;
        this.keptAt = now;
    }

    private static Map<String, String> headersOf(RestResponse<?> answer) {
        var headers = new LinkedHashMap<String, String>();
        HEADERS.forEach(name -> {
            var value = answer.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value.toString());
            }
        });
        return headers;
    }

    /** True where this is the answer to an equal request. */
    boolean isOf(KeyedRequest request) {
        return fingerprint.equals(request.fingerprint());
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** JSON, as it was sent. */
    String body() {
        return body;
    }

    @Override
    public String toString() {
        return "IdempotencyRecord[hidden]";
    }
}
