package org.sextant.chart.vitals;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sextant.audit.log.GroupAuditRepository;
import org.sextant.chart.session.VisitTimes;
import org.sextant.record.PendingCreate;
import org.sextant.record.RecordOrder;
import org.sextant.record.device.Clocks;
import org.sextant.record.device.DeviceMoment;
import org.sextant.record.device.DeviceTime;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.rules.safety.ProtocolRevision;

/**
 * Stores the plain readings of several calls with five statements, whatever their number: for whom the transaction is,
 * the locks, the facts, the readings, and their clocks with the rows of the calls. A call with a reading that is not
 * plain is not stored: its session is locked by another, its id is known, its time is refused, or it changes an alert.
 */
@ApplicationScoped
class ReadingGroupService implements ReadingCommitter.Group {

    /** SQLSTATE: data, constraints, deadlocks and lock timeouts. */
    private static final List<String> OF_ONE_CALL = List.of("22", "23", "40", "55P03");

    private static final Comparator<PlainReading> IN_ORDER = RecordOrder.by(
            reading -> reading.moment().corrected(),
            reading -> reading.provenance().recordedAt(),
            reading -> reading.provenance().id());

    private final ReadingGroupRepository group;
    private final GroupAuditRepository audit;
    private final ProtocolRepository protocols;
    private final DeviceTime deviceTime;
    private final InstantSource time;

    ReadingGroupService(
            ReadingGroupRepository group,
            GroupAuditRepository audit,
            ProtocolRepository protocols,
            DeviceTime deviceTime,
            InstantSource time) {
        this.group = group;
        this.audit = audit;
        this.protocols = protocols;
        this.deviceTime = deviceTime;
        this.time = time;
    }

    @Override
    public Map<ReadingsOfCall, List<PlainReading>> store(List<ReadingsOfCall> calls) {
        var complete = new AtomicBoolean();
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                var stored = inTransaction(calls);
                complete.set(true);
                return stored;
            });
        } catch (RuntimeException failure) {
            if (complete.get() || !mayBeOfOne(failure)) {
                throw failure;
            }
            // Each call now meets it alone, and the one that it belongs to is answered accordingly.
            Log.debugf(failure, "A group of %d calls is stored one by one", calls.size());
            return Map.of();
        }
    }

    /** True for a failure that one call can cause: its data, a row that another transaction writes, or a fault here. */
    private static boolean mayBeOfOne(Throwable failure) {
        var ofDatabase = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .toList();
        return ofDatabase.isEmpty()
                || ofDatabase.stream()
                        .filter(Objects::nonNull)
                        .anyMatch(state -> OF_ONE_CALL.stream().anyMatch(state::startsWith));
    }

    private Map<ReadingsOfCall, List<PlainReading>> inTransaction(List<ReadingsOfCall> calls) {
        var clinic = calls.get(0).clinic();
        var owners = owners(calls);
        audit.begin(
                clinic,
                owners.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, owner -> owner.getValue().call())));
        var locked = group.lock(
                clinic, calls.stream().map(ReadingsOfCall::sessionId).distinct().toList());
        var visits = group.visits(clinic, locked, owners.keySet());
        var plain = new LinkedHashMap<ReadingsOfCall, List<PlainReading>>();
        calls.stream()
                .filter(call -> isAlone(call, owners, visits.known()))
                .forEach(call -> plain(call, visits.bySession()).ifPresent(readings -> plain.put(call, readings)));
        if (!plain.isEmpty()) {
            var readings = plain.values().stream().flatMap(Collection::stream).toList();
            group.store(clinic, readings);
            group.finish(
                    clinic,
                    visits.bySession().values(),
                    audit.rows(plain.keySet().stream().map(ReadingsOfCall::call).toList()),
                    time.instant());
        }
        return plain;
    }

    /** The call of each reading, by the reading's id; of twins, the first one's. */
    private static Map<UUID, ReadingsOfCall> owners(List<ReadingsOfCall> calls) {
        var owners = new HashMap<UUID, ReadingsOfCall>();
        calls.forEach(call -> call.readings()
                .forEach(reading -> owners.putIfAbsent(reading.provenance().id(), call)));
        return owners;
    }

    /** True where no id of the call is known, or named twice in the group. */
    private static boolean isAlone(ReadingsOfCall call, Map<UUID, ReadingsOfCall> owners, Collection<UUID> known) {
        var ids = call.readings().stream()
                .map(reading -> reading.provenance().id())
                .toList();
        return ids.stream().distinct().count() == ids.size()
                && ids.stream().allMatch(id -> call.equals(owners.get(id)) && !known.contains(id));
    }

    /** The readings of the call, where all are plain; the visit then knows them. */
    private Optional<List<PlainReading>> plain(ReadingsOfCall call, Map<UUID, VisitOfGroup> visits) {
        var visit = visits.get(call.sessionId());
        if (visit == null || !isOwnClock(call, visit)) {
            return Optional.empty();
        }
        var revision = new ProtocolRevision(
                visit.protocol(),
                visit.protocolRevision(),
                protocols.rules(visit.protocol(), visit.protocolRevision()));
        var readings = new ArrayList<PlainReading>();
        for (var pending : call.readings()) {
            readings.add(reading(call, visit, pending));
        }
        if (!readings.stream().allMatch(reading -> isTimely(reading, visit))) {
            return Optional.empty();
        }
        readings.sort(IN_ORDER);
        return visit.take(revision, readings, time.instant()) ? Optional.of(readings) : Optional.empty();
    }

    /** True where the time needs no clock of a device that the session would have to know. */
    private static boolean isOwnClock(ReadingsOfCall call, VisitOfGroup visit) {
        return call.measuredOffset() == null
                || (!visit.knowsClocks() && Clocks.nearest(List.of(), call.measuredOffset()) == 0);
    }

    private static PlainReading reading(ReadingsOfCall call, VisitOfGroup visit, PendingCreate<RecordVitals> pending) {
        var moment = new DeviceMoment(pending.request().takenAt(), call.measuredOffset() == null ? null : 0L);
        return new PlainReading(
                visit.sessionId(), visit.patientId(), visit.visit(), pending.provenance(), pending.request(), moment);
    }

    private boolean isTimely(PlainReading reading, VisitOfGroup visit) {
        return deviceTime.accepts(reading.moment())
                && VisitTimes.accepts(
                        visit.visit().checkedInAt(), reading.moment().corrected());
    }
}
