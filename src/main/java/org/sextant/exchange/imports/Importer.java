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
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;
import org.sextant.chart.course.CourseProblem;
import org.sextant.chart.patient.PatientProblem;
import org.sextant.record.ClinicRepository;
import org.sextant.web.problem.CommonProblem;
import org.sextant.web.problem.ExceptionTranslator;
import org.sextant.web.problem.ProblemException;
import org.sextant.web.problem.Violations;

/** Takes a body of history in, some hundred lines at a time: what was told is stored, and no line harms another. */
@ApplicationScoped
class Importer {

    private static final int CHUNK_LINES = 500;
    private static final int CHUNK_BYTES = 2 * LineReader.MAX_BYTES;

    /** Classes of SQLSTATE that a line can bring about: values, constraints, locks of others. */
    private static final Set<String> OF_LINE = Set.of("22", "23", "40", "55");

    /** Those of them that will not pass. */
    private static final Set<String> VALUES = Set.of("22", "23");

    private final LineParser parser;
    private final ImportService service;

    Importer(LineParser parser, ImportService service) {
        this.parser = parser;
        this.service = service;
    }

    /** Where verdicts go, as soon as what they tell is stored. */
    interface Verdicts {
        void write(List<Verdict> verdicts) throws IOException;
    }

    /**
     * Takes all lines in.
     *
     * @param mayGoOn asked before each piece
     * @throws IOException where the client has gone, or its token is not good any more
     */
    void run(LineReader lines, BooleanSupplier mayGoOn, Verdicts target) throws IOException {
        var readable = new ArrayList<ImportLine>();
        var verdicts = new ArrayList<Verdict>();
        var bytes = 0;
        for (var line = lines.read(); line != null; line = lines.read()) {
            parse(line, readable, verdicts);
            bytes += line.bytes() == null ? 0 : line.bytes().length;
            if (readable.size() + verdicts.size() >= CHUNK_LINES || bytes >= CHUNK_BYTES) {
                requireGood(mayGoOn);
                target.write(judged(readable, verdicts));
                readable.clear();
                verdicts.clear();
                bytes = 0;
            }
        }
        requireGood(mayGoOn);
        target.write(judged(readable, verdicts));
    }

    private static void requireGood(BooleanSupplier mayGoOn) throws IOException {
        if (!mayGoOn.getAsBoolean()) {
            throw new IOException("The caller's token is not good any more");
        }
    }

    private void parse(LineReader.Line line, List<ImportLine> readable, List<Verdict> verdicts) {
        LineType type = null;
        UUID id = null;
        try {
            if (line.bytes() == null) {
                throw CommonProblem.TOO_LARGE.because("A line may have at most 1 MiB.");
            }
            ObjectNode object = parser.object(line.bytes());
            type = parser.type(object);
            id = parser.id(type, object);
            readable.add(parser.read(line.number(), type, id, object));
        } catch (IOException | RuntimeException refused) {
            verdicts.add(Verdict.rejected(line.number(), type, id, refusal(refused)));
        }
    }

    private static ProblemException refusal(Exception refused) {
        var refusal = ExceptionTranslator.of(refused);
        if (refusal.type().equals(CommonProblem.INTERNAL)) {
            Log.error("A line of an import could not be read", refused);
        }
        return refusal;
    }

    private List<Verdict> judged(List<ImportLine> readable, List<Verdict> rejected) {
        var all = new ArrayList<>(rejected);
        if (!readable.isEmpty()) {
            all.addAll(store(readable));
        }
        all.sort(Comparator.comparingLong(Verdict::line));
        return all;
    }

    /** Together, and by halves where that fails, down to the line that is to blame. */
    private List<Verdict> store(List<ImportLine> lines) {
        try {
            return service.store(lines);
        } catch (JDBCException failed) {
            if (lines.size() == 1) {
                return List.of(again(lines.get(0)));
            }
            var sorted = inOrder(lines);
            var verdicts = new ArrayList<>(store(sorted.subList(0, lines.size() / 2)));
            verdicts.addAll(store(sorted.subList(lines.size() / 2, lines.size())));
            return verdicts;
        }
    }

    /** Another import may have stored the same line at the same moment, which a second look finds. */
    private Verdict again(ImportLine line) {
        try {
            return service.store(List.of(line)).get(0);
        } catch (JDBCException failed) {
            return Verdict.rejected(line, refusal(failed));
        }
    }

    /** What is needed comes in the first half. */
    private static List<ImportLine> inOrder(List<ImportLine> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(ImportLine::type).thenComparing(ImportLine::line))
                .toList();
    }

    private static ProblemException refusal(JDBCException failed) {
        var state = failed.getSQLState() == null ? "" : failed.getSQLState().substring(0, 2);
        if (!OF_LINE.contains(state)) {
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
            case "session_number_once" -> Violations.of("/number", "is that of another session of the course");
            default -> unnamed(state, failed);
        };
    }

    private static ProblemException unnamed(String state, JDBCException failed) {
        if (!VALUES.contains(state)) {
            return CommonProblem.BUSY.because("Nothing was done; send the line again.");
        }
        // No constraint that a line can be blamed for: worth a look.
        Log.warnf("A line of an import failed with SQLSTATE %s", failed.getSQLState());
        return Violations.of("", "does not go together with what the clinic has");
    }
}
