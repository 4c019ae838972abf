package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.core.internal.watch.GeneratorFigures;

/**
 * What speaks for or against the measurement of a level.
 *
 * @param load the load
 * @param measured the requests of the window
 * @param tokens tokens, on what their count rests, and lengths
 * @param steadiness whether throughput drifted
 * @param lateSend scheduled to written, of the requests that were sent; looked at in open loop only
 * @param generator what the load generator saw of itself in the window
 * @param uniquePrompts whether no two prompts share their beginning, so that a prefix cache can't help
 * @param recording how the level was recorded
 */
public record LevelEvidence(
        LoadLevel load,
        RequestCounts measured,
        TokenCounts tokens,
        Throughput.Steadiness steadiness,
        Distribution lateSend,
        GeneratorFigures generator,
        boolean uniquePrompts,
        Recording recording) {
    /**
     * How a level was recorded.
     *
     * @param warmUp how the warm-up ended
     * @param finished requests of the level that were to be written in detail
     * @param withoutDetail those of them whose detail the writer could not take
     * @param readsWithSeveralEvents of the level's socket reads that brought token-bearing events, those that brought
     *     more than one
     */
    public record Recording(WarmUpEnd warmUp, long finished, long withoutDetail, long readsWithSeveralEvents) {}

    /** How a warm-up ended. */
    public enum WarmUpEnd {
        /** There was none. */
        NONE,
        /** Every user had finished a request, or in open loop its time was over. */
        COMPLETE,
        /** At its bound, before every user had finished a request. */
        AT_BOUND
    }
}
