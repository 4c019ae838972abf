package dev.llmbench.cli;

/** What the command's exit status says. */
final class ExitCode {
    /** Everything went as planned. */
    static final int OK = 0;

    /** A mistake of llmbench itself, or output that could not be written. */
    static final int INTERNAL = 1;

    /** The command line or a file says something that can't be done. */
    static final int USAGE = 2;

    /** The figures are good, and a promise was not kept. */
    static final int OBJECTIVE_MISSED = 3;

    /** The server can't be reached, or does not answer as it should. */
    static final int TARGET = 4;

    /** Some levels failed or are missing. */
    static final int PARTIAL = 8;

    /** The figures must not be used. */
    static final int INVALID = 9;

    /** The user ended the command. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
