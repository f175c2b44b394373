package org.sextant.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The command for auditors. The command checks an export of {@code GET /v1/audit/export} with the public key, and needs
 * neither the service nor the database. Files of checkpoints are optional: the export is checked against them too.
 */
public final class VerifyTrail {

    private static final int INTACT = 0;
    private static final int TAMPERED = 1;
    private static final int UNUSABLE = 2;

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private VerifyTrail() {}

    /**
     * Arguments: {@code <export.ndjson> <audit-key.pub.pem> ... [<audit-checkpoints.ndjson> ...]}. The key that signs
     * now comes first, then the keys that signed before, the latest first; one file may have several keys. Exit codes:
     * 0 for an intact chain, 1 for findings, 2 for unusable files.
     */
    public static void main(String... args) {
        System.exit(run(System.out, args));
    }

    /** Prints the result to {@code out} and returns the exit code of {@link #main}. */
    static int run(PrintStream out, String... args) {
        if (args.length < 2) {
            out.println("Usage: VerifyTrail <export.ndjson> <audit-key.pub.pem> ... [<audit-checkpoints.ndjson> ...]");
            return UNUSABLE;
        }
        try {
            var outcome = check(List.of(args).stream().map(Path::of).toList());
            out.printf(
                    "%s: %d entries, %d checkpoints, signed up to %d%n",
                    outcome.intact() ? "INTACT" : "NOT INTACT",
                    outcome.entries(),
                    outcome.checkpoints(),
                    outcome.signedUpTo());
            outcome.findings().forEach(finding -> out.printf("  at %d: %s%n", finding.n(), finding.what()));
            return outcome.intact() ? INTACT : TAMPERED;
        } catch (JsonProcessingException noExport) {
            out.println("Not an export: " + noExport.getOriginalMessage());
        } catch (IOException | UncheckedIOException | GeneralSecurityException | IllegalArgumentException unusable) {
            out.println("Cannot be used: " + unusable.getMessage());
        }
        return UNUSABLE;
    }

    private static ChainCheck.Outcome check(List<Path> files) throws IOException, GeneralSecurityException {
        var furtherKeys = files.stream().skip(2).filter(VerifyTrail::isKey);
        var keys = VerifyingKeys.read(
                Stream.concat(Stream.of(files.get(1)), furtherKeys).toList());
        try (var export = Files.newBufferedReader(files.get(0))) {
            var clinic = line(export.readLine()).trailOf();
            if (clinic == null) {
                throw new IllegalArgumentException("the first line of the export does not name the clinic (trailOf)");
            }
            var check = new ChainCheck(clinic, keys);
            files.stream().skip(2).filter(file -> !isKey(file)).forEach(file -> addKept(file, check, clinic));
            for (var text = export.readLine(); text != null; text = export.readLine()) {
                var line = line(text);
                if (line.checkpoint() != null) {
                    check.addStored(line.checkpoint());
                } else if (line.keptCheckpoint() != null) {
                    check.addKept(line.keptCheckpoint());
                } else if (line.entry() != null) {
                    check.add(line.entry());
                }
            }
            return check.finish();
        }
    }

    private static boolean isKey(Path file) {
        return file.toString().endsWith(".pem");
    }

    private static void addKept(Path file, ChainCheck check, UUID clinic) {
        CheckpointLines.each(file, JSON, checkpoint -> {
            if (checkpoint.clinicId().equals(clinic)) {
                check.addKept(checkpoint);
            }
        });
    }

    private static TrailLine line(String text) throws JsonProcessingException {
        return JSON.readValue(text == null ? "{}" : text, TrailLine.class);
    }
}
