package dev.llmbench.core.internal.probe;

import dev.llmbench.api.TargetException;

/** A server was reached and asked, but what came back is no answer: nothing in time, a broken connection, no HTTP. */
final class NoAnswerException extends TargetException {
    private static final long serialVersionUID = 1L;

    private final boolean late;

    NoAnswerException(String message) {
        this(message, false);
    }

    private NoAnswerException(String message, boolean late) {
        super(message);
        this.late = late;
    }

    static NoAnswerException late(String message) {
        return new NoAnswerException(message, true);
    }

    /** Whether the answer might still have come, had one waited longer. */
    boolean late() {
        return late;
    }
}
