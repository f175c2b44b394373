package org.sextant;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.sextant.identity.DemoIdentity;
import org.sextant.identity.Role;
import org.sextant.platform.StartupSettings;

/** The command {@code token}: prints a demo token, so that tokens stand in neither the log nor the terminal otherwise. */
final class TokenCommand {

    /** The first argument on the command line. */
    static final String NAME = "token";

    private TokenCommand() {}

    /**
     * Prints the token of a role in the first demo clinic.
     *
     * @param args {@value #NAME} and a role, in any letter case
     * @return the exit code: 0, or 1 where there is no such token
     */
    static int run(String... args) {
        var role = args.length > 1 ? args[1].toUpperCase(Locale.ROOT) : "";
        if (!Role.ALL.contains(role)) {
            System.err.println("Usage: token ROLE, with one of " + String.join(", ", Role.ALL));
            return 1;
        }
        try {
            var directory = StartupSettings.load().dataDirectory();
            if (!Files.exists(DemoIdentity.tokenFile(directory))) {
                System.err.println("There are no demo tokens in %s. Start Sextant in demo mode first, and name the same"
                                .formatted(directory)
                        + " SEXTANT_DATA_DIR here.");
                return 1;
            }
            System.out.println(DemoIdentity.token(directory, role));
            return 0;
        } catch (IOException unreadable) {
            System.err.println("The demo tokens cannot be read: " + unreadable.getMessage());
            return 1;
        }
    }
}
