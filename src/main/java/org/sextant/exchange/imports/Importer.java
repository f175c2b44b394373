package org.sextant.exchange.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.chart.course.CourseProblem;
import org.sextant.chart.patient.PatientProblem;
import org.sextant.record.ClinicRepository;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ExceptionTranslator;
import org.sextant.web.problem.LoggableFailure;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/**
 * Imports a body in chunks of up to 500 lines. A verdict is written only after its chunk is stored, and a rejected line
 * does not affect other lines.
 */
@ApplicationScoped
class Importer {

    private static final int CHUNK_LINES = 500;
    private static final int CHUNK_BYTES = 2 * LineReader.MAX_BYTES;

    /** SQLSTATE classes that a line can cause: 22 values, 23 constraints, 40 rollbacks and 55 locks by others. */
    private static final Set<String> CAUSED_BY_LINE = Set.of("22", "23", "40", "55");

    /** SQLSTATE classes for which a retry of the line fails again. */
    private static final Set<String> PERMANENT = Set.of("22", "23");

    private final LineParser parser;
    private final RevisionService revisions;
    private final ImportService records;

    Importer(LineParser parser, RevisionService revisions, ImportService records) {
        this.parser = parser;
        this.revisions = revisions;
        this.records = records;
    }

    /** Stores lines in one transaction. */
    private interface Store {
        List<Verdict> store(List<ImportLine> lines);
    }

    /** Receives verdicts as soon as their lines are stored. */
    interface Verdicts {
        void write(List<Verdict> verdicts) throws IOException;
    }

    /**
     * Imports all lines.
     *
     * @param tokenIsValid checked before the verdicts of each chunk are stored
     * @throws IOException where the client has disconnected or its token is no longer valid
     * @throws ProblemException 408 where the body does not go on; the lines that have arrived are stored and answered
     */
    void run(LineReader lines, BooleanSupplier tokenIsValid, Verdicts target) throws IOException {
        var chunk = new Chunk();
        for (var line = next(lines, chunk, tokenIsValid, target);
                line != null;
                line = next(lines, chunk, tokenIsValid, target)) {
            parse(line, chunk);
            if (chunk.isFull()) {
                store(chunk, tokenIsValid, target);
            }
        }
        store(chunk, tokenIsValid, target);
    }

    private LineReader.Line next(LineReader lines, Chunk chunk, BooleanSupplier tokenIsValid, Verdicts target)
            throws IOException {
        try {
            return lines.read();
        } catch (ProblemException late) {
            if (!chunk.isEmpty()) {
                store(chunk, tokenIsValid, target);
            }
            throw late;
        }
    }

    /** Lines that are stored in one transaction, and the verdicts of those that are refused before. */
    private static final class Chunk {

        private final List<ImportLine> readable = new ArrayList<>();
        private final List<Verdict> refused = new ArrayList<>();
        private int bytes;

        boolean isEmpty() {
            return readable.isEmpty() && refused.isEmpty();
        }

        boolean isFull() {
            return readable.size() + refused.size() >= CHUNK_LINES || bytes >= CHUNK_BYTES;
        }

        void clear() {
            readable.clear();
            refused.clear();
            bytes = 0;
        }
    }

    private void store(Chunk chunk, BooleanSupplier tokenIsValid, Verdicts target) throws IOException {
        requireValidToken(tokenIsValid);
        target.write(withStored(chunk.readable, chunk.refused));
        chunk.clear();
    }

    private static void requireValidToken(BooleanSupplier tokenIsValid) throws IOException {
        if (!tokenIsValid.getAsBoolean()) {
            throw new IOException("The caller's token is no longer valid");
        }
    }

    private void parse(LineReader.Line line, Chunk chunk) {
        LineType type = null;
        UUID id = null;
        try {
            if (line.bytes() == null) {
                throw CommonProblem.TOO_LARGE.because("A line may have at most 1 MiB.");
            }
            chunk.bytes += line.bytes().length;
            ObjectNode object = parser.object(line.bytes());
            type = parser.type(object);
            id = parser.id(type, object);
            chunk.readable.add(parser.read(line.number(), type, id, object));
        } catch (IOException | RuntimeException refused) {
            chunk.refused.add(Verdict.rejected(line.number(), type, id, refusal(refused)));
        }
    }

    private static ProblemException refusal(Exception refused) {
        var refusal = ExceptionTranslator.of(refused);
        if (refusal.type().equals(CommonProblem.INTERNAL)) {
            Log.error("A line of an import could not be read", LoggableFailure.of(refused));
        }
        return refusal;
    }

    private List<Verdict> withStored(List<ImportLine> readable, List<Verdict> rejected) {
        var all = new ArrayList<>(rejected);
        var byKind = readable.stream()
                .collect(Collectors.partitioningBy(line -> line.type().isRevision()));
        all.addAll(store(byKind.get(true), revisions::store));
        all.addAll(store(byKind.get(false), records::store));
        all.sort(Comparator.comparingLong(Verdict::line));
        return all;
    }

    /** Stores all lines in one transaction. Where that fails, stores each half alone, down to the line that fails. */
    private static List<Verdict> store(List<ImportLine> lines, Store target) {
        if (lines.isEmpty()) {
            return List.of();
        }
        try {
            return target.store(lines);
        } catch (JDBCException failed) {
            if (lines.size() == 1) {
                return List.of(storeAlone(lines.get(0), target));
            }
            var sorted = parentsFirst(lines);
            var verdicts = new ArrayList<>(store(sorted.subList(0, lines.size() / 2), target));
            verdicts.addAll(store(sorted.subList(lines.size() / 2, lines.size()), target));
            return verdicts;
        }
    }

    /** A second attempt, because another import may have stored the same line at the same moment. */
    private static Verdict storeAlone(ImportLine line, Store target) {
        try {
            return target.store(List.of(line)).get(0);
        } catch (JDBCException failed) {
            return Verdict.rejected(line, refusal(failed));
        }
    }

    /** Sorts parents before the lines that need them, so that a half does not lack a parent of the other half. */
    private static List<ImportLine> parentsFirst(List<ImportLine> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(ImportLine::type).thenComparing(ImportLine::line))
                .toList();
    }

    private static ProblemException refusal(JDBCException failed) {
        var state = failed.getSQLState() == null ? "" : failed.getSQLState().substring(0, 2);
        if (!CAUSED_BY_LINE.contains(state)) {
            throw failed;
        }
        var constraint =
                failed instanceof ConstraintViolationException violation ? ClinicRepository.constraint(violation) : "";
        return switch (constraint) {
            case "patient_mrn_once" ->
                PatientProblem.DUPLICATE_MRN.because("Another patient of the clinic has this MRN.");
            case "course_active_once" ->
                CourseProblem.ACTIVE_COURSE_EXISTS.because("The patient has another active course.");
            case "course_previous" -> Violations.of("/previousCourseId", "is not a course of this patient");
            case "course_chain_begins" -> Violations.of("/previousCourseId", "must not be the course itself");
            case "course_successor_once" ->
                CourseProblem.HAS_SUCCESSOR.because("Another course continues the course of previousCourseId.");
            case "session_number_once" -> Violations.of("/number", "is that of another session of the course");
            case "alert_open_once" ->
                Violations.of("/kind", "is that of another alert, which is OPEN, of the same visit");
            case "alert_overdue_once" -> Violations.of("/dueAt", "is that of another alert of the session");
            case "rems_submission_once" ->
                CommonProblem.WRONG_STATE
                        .because("The form is already submitted.")
                        .with("currentStatus", "SUBMITTED");
            default -> ofUnknownConstraint(state, failed);
        };
    }

    private static ProblemException ofUnknownConstraint(String state, JDBCException failed) {
        if (!PERMANENT.contains(state)) {
            return CommonProblem.BUSY.because("The line was not stored; send the line again.");
        }
        // The parser should have found this error: the warning asks the operator to report it.
        Log.warnf("A line of an import failed with SQLSTATE %s", failed.getSQLState());
        return Violations.of("", "conflicts with records of the clinic");
    }
}
