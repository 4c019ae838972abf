package dev.llmbench.core.internal.probe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered to a control request.
 *
 * @param status the status code
 * @param headers the headers of interest by lower-case name
 * @param body the body, cut at the client's limit
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Answer(int status, Map<String, String> headers, byte[] body) {
    boolean ok() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether this is a page for people instead of an answer of a programming interface. */
    boolean isPage() {
        boolean told = header("content-type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
        return told || startsWith("<!doctype html") || startsWith("<html");
    }

    private boolean startsWith(String lowerCase) {
        int at = 0;
        while (at < body.length && body[at] <= ' ' && body[at] > 0) {
            at++;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            if (at + i >= body.length || Character.toLowerCase(body[at + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
