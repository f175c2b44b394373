package org.sextant.chart.vitals;

import static org.sextant.identity.Role.INTEGRATION;
import static org.sextant.identity.Role.NURSE;
import static org.sextant.identity.Role.PRESCRIBER;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sextant.audit.log.GroupAuditRepository;
import org.sextant.record.CreateResult;
import org.sextant.record.IdempotentCreate;
import org.sextant.record.PendingCreate;
import org.sextant.record.Provenance;
import org.sextant.record.device.DeviceTime;
import org.sextant.record.intake.Intake;
import org.sextant.record.intake.Kind;
import org.sextant.web.problem.ExceptionTranslator;

/**
 * The way of readings into the database: with those of other calls where they are plain ({@link ReadingCommitter}), else
 * by {@link VitalsService} alone. A request with an {@code Idempotency-Key} has a transaction of its own, and so stays
 * alone.
 */
@ApplicationScoped
class VitalsIntake implements Intake<RecordVitals> {

    private final ReadingCommitter committer;
    private final VitalsService service;
    private final GroupAuditRepository audit;
    private final DeviceTime deviceTime;

    VitalsIntake(ReadingCommitter committer, VitalsService service, GroupAuditRepository audit, DeviceTime deviceTime) {
        this.committer = committer;
        this.service = service;
        this.audit = audit;
        this.deviceTime = deviceTime;
    }

    VitalsView record(UUID sessionId, Provenance provenance, RecordVitals request) {
        return together(sessionId, List.of(new PendingCreate<>(request, provenance)))
                .map(stored -> VitalsView.of(stored.get(0)))
                .orElseGet(() -> VitalsView.of(service.record(sessionId, provenance, request)));
    }

    @Override
    public List<CreateResult> recordAll(UUID sessionId, List<PendingCreate<RecordVitals>> readings) {
        return together(sessionId, readings)
                .map(stored -> Collections.nCopies(readings.size(), CreateResult.CREATED))
                .orElseGet(() -> service.recordAll(sessionId, readings));
    }

    private Optional<List<PlainReading>> together(UUID sessionId, List<PendingCreate<RecordVitals>> readings) {
        if (readings.size() > ReadingCommitter.MOST || IdempotentCreate.inTransaction()) {
            return Optional.empty();
        }
        return audit.call().flatMap(call -> {
            var clinic = readings.get(0).provenance().clinicId();
            var offset = deviceTime.measuredOffset().orElse(null);
            try {
                var stored = committer.commit(new ReadingsOfCall(call, clinic, sessionId, readings, offset));
                stored.ifPresent(committed -> audit.markCommitted(call));
                return stored;
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
                throw ExceptionTranslator.busy();
            }
        });
    }

    @Override
    public Kind kind() {
        return Kind.VITALS;
    }

    @Override
    public Set<String> roles() {
        return Set.of(NURSE, PRESCRIBER, INTEGRATION);
    }

    @Override
    public Class<RecordVitals> request() {
        return RecordVitals.class;
    }
}
