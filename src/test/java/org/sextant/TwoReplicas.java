package org.sextant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests two processes of the packaged service on one PostgreSQL: the same for all, started once. */
public final class TwoReplicas implements ParameterResolver {

    /** Taken by each class of tests on them, so that these run one after the other. */
    public static final String LOCK = "two replicas";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Replicas.class;
    }

    @Override
    public Replicas resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(TwoReplicas.class))
                .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .replicas();
    }

    /** The store closes it when all tests are over. */
    private record Running(Replicas replicas, Path directory) implements AutoCloseable {

        static Running start() {
            try {
                var directory = Files.createTempDirectory("sextant-replicas");
                return new Running(Replicas.start(directory, 2), directory);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public void close() throws IOException {
            replicas.close();
            FileUtils.deleteDirectory(directory.toFile());
        }
    }
}
