package org.sextant.platform;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Says why a start has failed: one line in the operator's words, as the last line that is printed. */
public final class StartupFailure {

    private final Throwable failure;
    private final IntSupplier port;

    /** @param port the port that the service listens on; asked only where it is taken */
    public StartupFailure(Throwable failure, IntSupplier port) {
        this.failure = failure;
        this.port = port;
    }

    /** Prints the line, and before it the stack trace where the line does not say all. */
    public void print(PrintStream out) {
        if (!isExplained()) {
            failure.printStackTrace(out);
        }
        out.println(StartupRefusal.LINE + line());
    }

    /** True where the line says all: the operator can remove the reason, and a stack trace would help nobody. */
    public boolean isExplained() {
        return explanation().isPresent();
    }

    /** The line; follows {@link StartupRefusal#LINE} and has no line break. */
    public String line() {
        return explanation()
                .orElseGet(() -> "an unexpected failure, which the lines above describe: "
                        + oneLine(
                                root().getMessage() == null ? root().getClass().getName() : root().getMessage()));
    }

    private Optional<String> explanation() {
        return causes().map(this::explained).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> explained(Throwable cause) {
        if (cause instanceof StartupRefusal) {
            return Optional.of(cause.getMessage());
        }
        if (cause instanceof BindException) {
            return Optional.of(
                    "port %d is already bound by another program. Stop that program, or set another QUARKUS_HTTP_PORT."
                            .formatted(port.getAsInt()));
        }
        if (cause instanceof FileSystemException file) {
            return Optional.of("the file %s cannot be used: %s.".formatted(file.getFile(), reason(file)));
        }
        // SmallRye Config numbers its messages; each names the setting and what was expected.
        return cause.getMessage() != null && cause.getMessage().matches("(?s)(SRCFG|.*\\bSRCFG)\\d{5}.*")
                ? Optional.of("a setting has an unfit value: " + oneLine(cause.getMessage()))
                : Optional.empty();
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "this user may not read or write it";
        }
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        return failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException
                ? "a part of its path is a file and not a directory"
                : oneLine(Objects.requireNonNullElse(failure.getReason(), "an error of the file system"));
    }

    /** What is wrong with a file, in words for a {@link StartupRefusal}. */
    public static String reason(IOException failure) {
        return failure instanceof FileSystemException file ? reason(file) : oneLine(failure.getMessage());
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private Throwable root() {
        return causes().reduce((outer, inner) -> inner).orElse(failure);
    }

    private static String oneLine(String message) {
        return String.valueOf(message).strip().replaceAll("\\s+", " ");
    }
}
