package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sextant.record.ContentHash;
import org.sextant.record.clinic.ClinicProfiles;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.Violations;

/**
 * Stores the revisions of an import: of the clinic's profile and of its protocols. They have a transaction of their
 * own, before that of the records, so that the shipped protocols follow on what the clinic had.
 */
@ApplicationScoped
class RevisionService {

    private final RevisionRepository revisions;
    private final ProtocolRepository protocols;
    private final ClinicProfiles clinics;
    private final ObjectMapper json;
    private final InstantSource time;

    RevisionService(
            RevisionRepository revisions,
            ProtocolRepository protocols,
            ClinicProfiles clinics,
            ObjectMapper json,
            InstantSource time) {
        this.revisions = revisions;
        this.protocols = protocols;
        this.clinics = clinics;
        this.json = json;
        this.time = time;
    }

    /** Stores the lines that can be stored, and returns their verdicts, in the order of the lines. */
    @Transactional
    List<Verdict> store(List<ImportLine> lines) {
        var verdicts = lines.stream().map(this::store).toList();
        if (lines.stream().anyMatch(line -> line.type() == LineType.CLINIC)) {
            clinics.forget();
        }
        return verdicts;
    }

    /** A revision never changes: an existing revision is either equal to the line, or the line conflicts with it. */
    private Verdict store(ImportLine line) {
        var added = line.type() == LineType.CLINIC
                ? revisions.addProfile(line, time.instant())
                : revisions.addProtocol(line, time.instant());
        if (added) {
            return Verdict.created(line);
        }
        return storedHash(line)
                .map(hash -> line.contentHash().equals(hash)
                        ? Verdict.replayed(line)
                        : Verdict.rejected(
                                line,
                                CommonProblem.ID_REUSE.because("The clinic has this revision with other content.")))
                .orElseGet(() -> Verdict.rejected(
                        line,
                        Violations.of("/revision", "must be 1 for a new one, else one more than the clinic's latest")));
    }

    /** Hashes the API's JSON, as for the line, because the database stores numbers with another scale. */
    private Optional<String> storedHash(ImportLine line) {
        var revision = line.row().get("revision").intValue();
        return line.type() == LineType.CLINIC
                ? clinics.revision(revision).map(ContentHash::of)
                : protocols
                        .findStored(line.row().get("code").textValue(), revision)
                        .map(stored -> ContentHash.of(json.<JsonNode>valueToTree(stored.rules())));
    }
}
