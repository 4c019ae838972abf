package dev.llmbench.benchmarks.peers;

import java.util.Locale;

/** What a load generator reports; the name is its own, whatever it means by it. */
enum Figure {
    /** Time to first token, in milliseconds. */
    TTFT("TTFT", "ms"),
    /** Time per output token, in milliseconds. */
    TPOT("TPOT", "ms"),
    /** Inter-token latency, in milliseconds. */
    ITL("ITL", "ms"),
    /** Time between two chunks of an answer, where a tool has a name of its own for it, in milliseconds. */
    CHUNK_GAP("chunk gap", "ms"),
    /** End-to-end latency, in milliseconds. */
    END_TO_END("end-to-end", "ms"),
    /** Output tokens per second. */
    TOKEN_RATE("output tokens/s", "/s"),
    /** Requests per second. */
    REQUEST_RATE("requests/s", "/s"),
    /** Requests that succeeded. */
    REQUESTS("requests", ""),
    /** Their output tokens. */
    TOKENS("output tokens", "");

    private final String title;
    private final String unit;

    Figure(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** Returns the name in tables. */
    String title() {
        return title;
    }

    /** Returns whether it is a time of which there are many, so that it has a mean and percentiles. */
    boolean isLatency() {
        return unit.equals("ms");
    }

    /** Returns the name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
