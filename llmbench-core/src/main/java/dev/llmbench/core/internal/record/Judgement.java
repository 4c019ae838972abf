package dev.llmbench.core.internal.record;

import dev.llmbench.api.FailureKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what became of one answer.
 *
 * <p>A proper end (finish reason, {@code done} or {@code [DONE]}) decides: a connection that is cut or falls silent behind
 * it takes nothing from the answer. What can't be understood fails the request wherever it stands, except that the rest of
 * an event that was cut through is no fault of its own. The first failure counts.
 */
final class Judgement {
    private static final int LONGEST_MESSAGE = 500;

    private boolean properEnd;
    private boolean cutShort;
    private @Nullable FailureKind failure;
    private String message = "";

    void reset() {
        properEnd = cutShort = false;
        failure = null;
        message = "";
    }

    void properEnd() {
        properEnd = true;
    }

    /** Notes that the connection went away: an event that is not whole was cut through. */
    void cutShort() {
        cutShort = true;
    }

    void failed(FailureKind kind, String words) {
        if (failure == null) {
            failure = kind;
            message = words.length() > LONGEST_MESSAGE ? words.substring(0, LONGEST_MESSAGE) : words;
        }
    }

    void notUnderstood(String words) {
        if (!cutShort) {
            failed(FailureKind.PROTOCOL, words);
        }
    }

    /** Judges an answer whose body is complete. */
    Outcome complete(int events) {
        String words = events == 0
                ? "the answer ended without a token or a finish reason"
                : "the answer ended without a finish reason after " + events + " events";
        return ended(events, FailureKind.DISCONNECTED, words);
    }

    /** Judges an answer of which no more will come; the kind and its words count where it had no proper end. */
    Outcome ended(int events, FailureKind kind, String words) {
        if (!properEnd) {
            failed(kind, words);
        } else if (events == 0) {
            failed(FailureKind.EMPTY, "the answer has no token");
        }
        return failure == null ? Outcome.SUCCEEDED : Outcome.FAILED;
    }

    Optional<FailureKind> failure() {
        return Optional.ofNullable(failure);
    }

    String message() {
        return message;
    }
}
