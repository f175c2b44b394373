package org.sextant.exchange.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.sextant.exchange.fhir.map.FhirWriter;

/** A FHIR document as bytes. A page is bounded, so it is written in memory: a failure is answered as one. */
final class FhirJson {

    /** The media type of all answers under {@code /fhir}. */
    static final String MEDIA_TYPE = "application/fhir+json";

    /** As answers state it. */
    static final String CONTENT_TYPE = MEDIA_TYPE + ";charset=utf-8";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int FIRST_SIZE = 4096;

    private FhirJson() {}

    /** What the writing brings, in UTF-8. */
    static byte[] of(Consumer<FhirWriter> writing) {
        var bytes = new ByteArrayOutputStream(FIRST_SIZE);
        try (var json = JSON.createGenerator(bytes)) {
            writing.accept(new FhirWriter(json));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
