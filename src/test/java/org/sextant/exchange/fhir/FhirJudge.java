package org.sextant.exchange.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/**
 * HAPI's validator: whether a resource is one of FHIR R4, and of US Core where its definitions are there. Made once,
 * because that takes seconds.
 */
final class FhirJudge {

    /** Not part of the project; see the folder's own page for where it comes from. */
    private static final Path US_CORE = Path.of("..", "shared", "data", "us-core-8.0.0-trimmed.tgz");

    private static FhirValidator validator;

    private FhirJudge() {}

    /** True where resources are judged by US Core, too. */
    static boolean knowsUsCore() {
        return Files.exists(US_CORE);
    }

    /** What is wrong with a resource, each with its place. */
    static synchronized List<String> errors(String resource) {
        if (validator == null) {
            validator = validator();
        }
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    private static FhirValidator validator() {
        var context = FhirContext.forR4Cached();
        var chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                usCore(context));
        var instances = new FhirInstanceValidator(chain);
        instances.setErrorForUnknownProfiles(knowsUsCore());
        return context.newValidator().registerValidatorModule(instances);
    }

    private static PrePopulatedValidationSupport usCore(FhirContext context) {
        var definitions = new PrePopulatedValidationSupport(context);
        if (!knowsUsCore()) {
            return definitions;
        }
        var json = context.newJsonParser();
        try (var file = Files.newInputStream(US_CORE);
                var archive = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().matches("package/(StructureDefinition|ValueSet|CodeSystem)-.*\\.json")) {
                    definitions.addResource(
                            json.parseResource(new String(archive.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return definitions;
    }
}
