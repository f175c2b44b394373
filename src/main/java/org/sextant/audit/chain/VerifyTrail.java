package org.sextant.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

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
     * Arguments: {@code <export.ndjson> <audit-key.pub.pem> [<audit-checkpoints.ndjson> ...]}. Exit codes: 0 for an
     * intact chain, 1 for findings, 2 for unusable files.
     */
    public static void main(String... args) {
        System.exit(run(System.out, args));
    }

    /** Prints the result to {@code out} and returns the exit code of {@link #main}. */
    static int run(PrintStream out, String... args) {
        if (args.length < 2) {
            out.println("Usage: VerifyTrail <export.ndjson> <audit-key.pub.pem> [<audit-checkpoints.ndjson> ...]");
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
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            out.println("Cannot be used: " + unusable.getMessage());
        }
        return UNUSABLE;
    }

    private static ChainCheck.Outcome check(List<Path> files) throws IOException, GeneralSecurityException {
        var key = SealingKey.readPublic(files.get(1));
        try (var export = Files.newBufferedReader(files.get(0))) {
            var clinic = line(export.readLine()).trailOf();
            if (clinic == null) {
                throw new IllegalArgumentException("the first line of the export does not name the clinic (trailOf)");
            }
            var check = new ChainCheck(clinic, key);
            for (var checkpoints : files.subList(2, files.size())) {
                CheckpointFile.each(checkpoints, JSON, checkpoint -> {
                    if (checkpoint.clinicId().equals(clinic)) {
                        check.add(checkpoint);
                    }
                });
            }
            for (var text = export.readLine(); text != null; text = export.readLine()) {
                var line = line(text);
                if (line.checkpoint() != null) {
                    check.add(line.checkpoint());
                } else if (line.entry() != null) {
                    check.add(line.entry());
                }
            }
            return check.finish();
        }
    }

    private static TrailLine line(String text) throws JsonProcessingException {
        return JSON.readValue(text == null ? "{}" : text, TrailLine.class);
    }
}
