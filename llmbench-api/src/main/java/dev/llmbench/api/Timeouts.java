package dev.llmbench.api;

import java.time.Duration;

/**
 * How long to wait for a server, with room for long answers.
 *
 * @param connect until a connection stands, TLS included
 * @param firstToken from the request to its first token
 * @param stall between two tokens
 * @param total from the request to its end
 */
public record Timeouts(Duration connect, Duration firstToken, Duration stall, Duration total) {
    private static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(300), Duration.ofSeconds(120), Duration.ofMinutes(30));

    /** Refuses times that are not positive. */
    public Timeouts {
        check("connect", connect);
        check("firstToken", firstToken);
        check("stall", stall);
        check("total", total);
    }

    /**
     * Returns the defaults: connect 10 s, first token 300 s, stall 120 s, total 30 min.
     *
     * @return the time-outs
     */
    public static Timeouts defaults() {
        return DEFAULTS;
    }

    private static void check(String name, Duration time) {
        Times.positive("the " + name + " time-out", time);
    }
}
