package org.sextant.chart.vitals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sextant.rules.safety.LatestReadings;
import org.sextant.rules.safety.LatestReadings.Due;
import org.sextant.rules.safety.ProtocolRevision;
import org.sextant.rules.safety.Snapshot;
import org.sextant.rules.safety.Visit;

/** A session whose row a group has locked, with what its plain readings depend on and change. */
final class VisitOfGroup {

    private final UUID sessionId;
    private final UUID patientId;
    private final String protocol;
    private final int protocolRevision;
    private final boolean knowsClocks;
    private final Visit visit;
    private LatestReadings latest;
    private Due due;

    VisitOfGroup(
            UUID sessionId,
            UUID patientId,
            String protocol,
            int protocolRevision,
            boolean knowsClocks,
            Visit visit,
            LatestReadings latest,
            Due due) {
        this.sessionId = sessionId;
        this.patientId = patientId;
        this.protocol = protocol;
        this.protocolRevision = protocolRevision;
        this.knowsClocks = knowsClocks;
        this.visit = visit;
        this.latest = latest;
        this.due = due;
    }

    /** Adds the readings where each is plain; false where one is not, and then none is added. */
    boolean take(ProtocolRevision revision, List<PlainReading> readings, Instant now) {
        var session = new Snapshot(revision, visit, List.of(), List.of(), now, now);
        var then = latest;
        var dueThen = due;
        for (var plain : readings) {
            var reading = plain.reading();
            var next = then.evaluate(session, dueThen, reading);
            if (next.isEmpty()) {
                return false;
            }
            then = then.and(reading, visit.startedAt());
            dueThen = next.get();
        }
        latest = then;
        due = dueThen;
        return true;
    }

    UUID sessionId() {
        return sessionId;
    }

    UUID patientId() {
        return patientId;
    }

    String protocol() {
        return protocol;
    }

    int protocolRevision() {
        return protocolRevision;
    }

    /** True where the session has met a clock of a device that differs from the service's. */
    boolean knowsClocks() {
        return knowsClocks;
    }

    Visit visit() {
        return visit;
    }

    /** What is due after the readings that the visit has taken. */
    Due due() {
        return due;
    }
}
