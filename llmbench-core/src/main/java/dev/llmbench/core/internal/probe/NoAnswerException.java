package dev.llmbench.core.internal.probe;

import dev.llmbench.api.TargetException;

/** A server was reached and asked, but what came back is no answer: nothing in time, a broken connection, no HTTP. */
final class NoAnswerException extends TargetException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
