package org.sextant.exchange.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sextant.rules.protocol.ProtocolRepository;
import org.sextant.web.problem.CommonProblem;

/** Stores the records of an import, many per transaction. Each call is one transaction. */
@ApplicationScoped
class ImportService {

    private final ImportRepository imports;
    private final SkippedLines skipped;
    private final ProtocolRepository protocols;
    private final InstantSource time;

    ImportService(ImportRepository imports, SkippedLines skipped, ProtocolRepository protocols, InstantSource time) {
        this.imports = imports;
        this.skipped = skipped;
        this.protocols = protocols;
        this.time = time;
    }

    /** Stores the lines of records that can be stored, and returns the verdict of each line, in any order. */
    @Transactional
    List<Verdict> store(List<ImportLine> lines) {
        var now = time.instant();
        var byType = lines.stream().collect(Collectors.groupingBy(ImportLine::type));
        var verdicts = new ArrayList<Verdict>();
        for (var type : LineType.values()) {
            if (byType.containsKey(type)) {
                verdicts.addAll(store(type, byType.get(type), now));
            }
        }
        return verdicts;
    }

    private List<Verdict> store(LineType type, List<ImportLine> lines, Instant now) {
        if (type == LineType.COURSE) {
            protocols.seedShipped();
        }
        var ids = new HashSet<UUID>();
        var distinct = lines.stream().filter(line -> ids.add(line.id())).toList();
        var created = imports.add(type, distinct, now);
        var allIds = lines.stream().map(ImportLine::id).toList();
        var hashes = created.size() == lines.size() ? null : imports.hashes(type, allIds);
        var verdicts = new ArrayList<Verdict>();
        for (var line : lines) {
            if (created.remove(line.id())) {
                verdicts.add(Verdict.created(line));
            } else if (!hashes.containsKey(line.id())) {
                verdicts.add(Verdict.rejected(line, skipped.reason(line)));
            } else if (line.contentHash().equals(hashes.get(line.id()))) {
                verdicts.add(Verdict.replayed(line));
            } else {
                verdicts.add(Verdict.rejected(
                        line,
                        CommonProblem.ID_REUSE.because("A record with this id exists, made from other content.")));
            }
        }
        return verdicts;
    }
}
