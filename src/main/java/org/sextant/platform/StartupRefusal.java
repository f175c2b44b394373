package org.sextant.platform;

/** A reason not to start that the operator can mend. Its message is one line and is all that is printed. */
public class StartupRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupRefusal(String reason) {
        super(reason);
    }
}
