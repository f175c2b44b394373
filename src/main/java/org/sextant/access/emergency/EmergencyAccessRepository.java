package org.sextant.access.emergency;

import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.sextant.identity.EmergencyGrant;
import org.sextant.record.ClinicRepository;
import org.sextant.web.representation.Position;

/** The clinic's emergency accesses, including expired ones. */
@ApplicationScoped
class EmergencyAccessRepository extends ClinicRepository<EmergencyAccess> {

    private final DataSource database;

    EmergencyAccessRepository(DataSource database) {
        this.database = database;
    }

    /** The accesses in the order of their recording, for one patient or, where {@code patientId} is null, for all. */
    List<EmergencyAccess> list(UUID patientId, Position after, int size) {
        return patientId == null
                ? page("recordedAt", after, size, "true = true", new Parameters())
                : page("recordedAt", after, size, "patientId = :patientId", Parameters.with("patientId", patientId));
    }

    /**
     * The caller's emergency access with this id, where it has not expired at {@code moment}. Plain JDBC, because a
     * session of Hibernate or a row of the audit trail at this point would keep using the caller without the grant.
     */
    Optional<EmergencyGrant> current(UUID clinic, UUID id, String subject, Instant moment) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("SELECT emergency_patient(?, ?, ?, ?)")) {
            query.setObject(1, clinic);
            query.setObject(2, id);
            query.setString(3, subject);
            query.setTimestamp(4, Timestamp.from(moment));
            try (var answer = query.executeQuery()) {
                answer.next();
                return Optional.ofNullable(answer.getObject(1, UUID.class))
                        .map(patient -> new EmergencyGrant(id, patient));
            }
        }
    }
}
