package dev.llmbench.benchmarks.peers;

/**
 * What a load generator means by its figures, as far as the meanings differ.
 *
 * <p>All of them take the time to first token to the first chunk with text, and one request's output tokens from the server.
 *
 * @param perToken what is called time per output token
 * @param between what is called inter-token latency
 * @param end when a request is over
 * @param quantile how a percentile is taken
 */
record Definition(PerToken perToken, Between between, End end, Quantile quantile) {
    /** llmbench's, as {@code docs/metrics.md} tells them. */
    static final Definition OURS =
            new Definition(PerToken.AFTER_FIRST, Between.EACH, End.LAST_TOKEN, Quantile.NEAREST_RANK);

    /** Time per output token. */
    enum PerToken {
        /** (last token - first token) / (tokens - 1). */
        AFTER_FIRST,
        /** (end of the request - first token) / (tokens - 1). */
        END_AFTER_FIRST,
        /** (last token - start) / tokens: the time to the first token is in it. */
        WITH_FIRST
    }

    /** Inter-token latency. */
    enum Between {
        /** Every gap between two chunks is a sample. */
        EACH,
        /** One sample a request: (last token - first token) / (tokens - 1). */
        ONE_PER_REQUEST
    }

    /** The end of a request. */
    enum End {
        /** The last chunk with text. */
        LAST_TOKEN,
        /** The end of the stream. */
        STREAM
    }

    /** A percentile. */
    enum Quantile {
        /** Between the two neighbours in proportion, as NumPy does unless told otherwise. */
        LINEAR,
        /** The lower of the two neighbours. */
        LOWER,
        /** The smallest value with so large a share at or below it. */
        NEAREST_RANK
    }
}
