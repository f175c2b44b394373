package org.sextant.platform;

/** A reason not to start that the operator can mend. Its message is one line and is all that is printed. */
public class StartupRefusal extends RuntimeException {

    /** How the one line begins. */
    public static final String LINE = "Sextant does not start: ";

    private static final long serialVersionUID = 1L;

    public StartupRefusal(String reason) {
        super(reason);
    }
}
