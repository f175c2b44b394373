package org.sextant.platform;

/** A reason not to start that the operator can remove. The message is one line; no stack trace is printed. */
public class StartupRefusal extends RuntimeException {

    /** The start of the printed line. */
    public static final String LINE = "Sextant does not start: ";

    /** The start of the line that is printed where a running service gives up. */
    public static final String END = "Sextant ends: ";

    private static final long serialVersionUID = 1L;

    /** @param reason one line that says what is wrong and what the operator can do; follows {@link #LINE} */
    public StartupRefusal(String reason) {
        super(reason);
    }
}
