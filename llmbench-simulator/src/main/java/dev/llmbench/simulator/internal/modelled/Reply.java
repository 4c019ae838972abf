package dev.llmbench.simulator.internal.modelled;

/**
 * An answer in one piece.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body text, may be empty
 */
public record Reply(int status, String contentType, String body) {
    /** Returns an answer of JSON. */
    public static Reply json(int status, String body) {
        return new Reply(status, "application/json", body);
    }

    /** Returns an answer of plain text. */
    public static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body);
    }

    /** Returns metrics in Prometheus' text format. */
    public static Reply metrics(String body) {
        return new Reply(200, "text/plain; version=0.0.4; charset=utf-8", body);
    }
}
