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
 * @param firstTokens how long first tokens took, with and without what they waited for this process
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
        FirstTokens firstTokens,
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

    /**
     * Times to first token of the same requests, which did not fail.
     *
     * @param seen as they are reported; empty where answers are not streamed
     * @param withoutWait less what the bytes have surely waited in this machine for the load generator to read them
     */
    public record FirstTokens(Distribution seen, Distribution withoutWait) {}

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
