package org.sextant.chart.clearance;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sextant.web.IdentifyingText;

/**
 * A reference to a signed document that is stored elsewhere. The service stores the reference, never the file.
 *
 * @param version of the text that was signed
 * @param sha256 of the stored file, in hexadecimal
 * @param storedAt the URI of the stored file
 * @param signedAt when the document was signed
 * @param signedBy who signed the document
 */
@Schema(example = """
                {"title": "Consent to ketamine treatment", "version": "2026-01",
                 "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                 "storedAt": "https://files.example.org/consents/8c1f", "signedAt": "2026-02-24T10:00:00Z", "signedBy": "Alex Example"}\
                """)
public record ClearanceDocument(
        @NotBlank @Size(max = 200) String title,
        @NotBlank @Size(max = 64) @IdentifyingText String version,

        @NotNull @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must have 64 hexadecimal digits")
        String sha256,

        @NotNull @Size(max = 500) @Pattern(regexp = "[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", message = "must be a URI")
        String storedAt,

        @NotNull Instant signedAt,
        @NotBlank @Size(max = 200) String signedBy) {}
