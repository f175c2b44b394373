package org.sextant.audit.chain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One row of a clinic's audit trail, a call or a change of a record, as a link of the chain.
 *
 * @param n the place in the chain, from 1 on; null where the row has no place
 * @param hash SHA-256 of the previous link's hash and all other members, in hexadecimal; null where {@code n} is null
 */
@Schema(name = "AuditEntry", example = """
                {"n": 4711, "kind": "CALL", "xid": "9120", "seq": 51202, "at": "2026-03-02T09:15:00.123456Z", "issuer": "https://login.example",
                 "subject": "nurse-one", "role": "NURSE", "client": "tablet", "requestId": "tab-3:0042", "action": "GET /v1/sessions/{id}",
                 "status": 200, "patientId": "01957f70-1b40-7d52-a1c9-8a3f5e7b6d21",
                 "hash": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"}\
                """)
record TrailEntry(
        @Schema(required = true, description = "Its place in the clinic's chain")
        Long n,

        @Schema(
                description =
                        "CALL: somebody asked for something. CHANGE: a record was written, in the call of the same `xid`",
                enumeration = {"CALL", "CHANGE"})
        String kind,

        @Schema(required = true, description = "The database's number of the transaction")
        String xid,

        @Schema(required = true, description = "Its number in the trail")
        Long seq,

        Instant at,
        @Schema(description = "`iss` of the caller's token") String issuer,
        @Schema(description = "`sub` of the caller's token") String subject,

        @Schema(description = "The caller's roles, or SERVICE")
        String role,

        @Schema(description = "`azp` or `client_id` of the caller's token")
        String client,

        @Schema(description = "X-Request-Id") String requestId,

        @Schema(description = "Method and route, or the table and what was done")
        String action,

        @Schema(description = "Of a call: how it was answered")
        Integer status,

        @Schema(description = "Of a change: what kind of record")
        String resourceType,

        @Schema(description = "Of a change: which record") String resourceId,

        @Schema(description = "Whose record, where it is known")
        UUID patientId,

        @Schema(required = true, description = "SHA-256 of the link before and of the other members")
        String hash) {

    private static final String MISSING = "-";

    /** The hash, in hexadecimal, that takes the place of a previous link for the first link of a clinic's chain. */
    static String beginning(UUID clinic) {
        return HexFormat.of()
                .formatHex(sha256().digest(("sextant trail of " + clinic).getBytes(StandardCharsets.UTF_8)));
    }

    /** The hash that this link must have where the previous link has the hash {@code previous}. */
    String hashAfter(String previous) {
        var digest = sha256();
        digest.update(HexFormat.of().parseHex(previous));
        Stream.of(
                        n,
                        kind,
                        xid,
                        seq,
                        at,
                        issuer,
                        subject,
                        role,
                        client,
                        requestId,
                        action,
                        status,
                        resourceType,
                        resourceId,
                        patientId)
                .map(TrailEntry::delimited)
                .forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** This row as the link {@code place} of the chain, after a link with the hash {@code previous}. */
    TrailEntry at(long place, String previous) {
        var placed = withLink(place, null);
        return placed.withLink(place, placed.hashAfter(previous));
    }

    private TrailEntry withLink(long place, String linkHash) {
        return new TrailEntry(
                place,
                kind,
                xid,
                seq,
                at,
                issuer,
                subject,
                role,
                client,
                requestId,
                action,
                status,
                resourceType,
                resourceId,
                patientId,
                linkHash);
    }

    /** True where the chain has this link but the audit trail has no row for the link. */
    @JsonIgnore
    boolean isRowMissing() {
        return kind == null;
    }

    /** The member with its length before it, so that two different rows never give equal bytes. */
    private static byte[] delimited(Object member) {
        var text = member == null ? MISSING : member.toString();
        var length = member == null ? MISSING : String.valueOf(text.getBytes(StandardCharsets.UTF_8).length);
        return (length + ":" + text + ",").getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
