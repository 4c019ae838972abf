package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;

/** Definitions in words. */
final class Words {
    private Words() {}

    static String of(PerToken perToken) {
        return switch (perToken) {
            case AFTER_FIRST -> "(last token - first) / (n - 1)";
            case END_AFTER_FIRST -> "(end - first token) / (n - 1)";
            case WITH_FIRST -> "(last token - start) / n, the first token's time in it";
        };
    }

    static String of(Between between) {
        return switch (between) {
            case EACH -> "each gap";
            case ONE_PER_REQUEST -> "one mean of each request";
        };
    }

    static String of(End end) {
        return switch (end) {
            case LAST_TOKEN -> "last token";
            case STREAM -> "end of the stream";
        };
    }

    static String of(Quantile quantile) {
        return switch (quantile) {
            case LINEAR -> "between neighbours";
            case LOWER -> "the lower neighbour";
            case NEAREST_RANK -> "nearest rank";
        };
    }
}
