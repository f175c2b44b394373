package org.sextant;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The packaged service as the README starts it, with nothing but a data directory: the same for all tests. It runs when a
 * test asks for it, also after one that has ended it.
 */
final class DocumentedService implements AutoCloseable {

    /** Taken by each class of tests on it, so that these run one after the other. */
    static final String LOCK = "documented service";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path scratch;
    private RunningService running;

    private DocumentedService(Path scratch) {
        this.scratch = scratch;
    }

    /** Its process. Started with no option of Java the first time, and so that it is up sooner after that. */
    RunningService running() throws IOException {
        if (running == null) {
            running = RunningService.startAsDocumented(directory());
        } else if (!running.isRunning()) {
            running = RunningService.start(directory());
        }
        return running;
    }

    /** Its data directory, which it has made itself. */
    Path directory() {
        return scratch.resolve("data");
    }

    /** The token of someone with this role in the first demo clinic. */
    String token(String role) {
        return token("demo-tokens.json", role);
    }

    /** The same in the other demo clinic. */
    String elsewhereToken(String role) {
        return token("demo-tokens-2.json", role);
    }

    private String token(String file, String role) {
        try {
            return JSON.readTree(directory().resolve(file).toFile()).get(role).asText();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        if (running != null && running.isRunning()) {
            running.close();
        }
        FileUtils.deleteDirectory(scratch.toFile());
    }

    /** Gives it to tests. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == DocumentedService.class;
        }

        @Override
        public DocumentedService resolveParameter(ParameterContext parameter, ExtensionContext test) {
            // The store closes it when all tests are over.
            return test.getRoot()
                    .getStore(Namespace.create(DocumentedService.class))
                    .computeIfAbsent(DocumentedService.class, key -> make(), DocumentedService.class);
        }

        private static DocumentedService make() {
            try {
                return new DocumentedService(Files.createTempDirectory("sextant-documented"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
