package dev.llmbench.core.internal.record;

import dev.llmbench.api.TokenBasis;
import java.util.Arrays;

/** What arrived in W, in all and by bins of equal time; written by one thread. */
public final class WindowTotals {
    /** Width of a bin: fine enough for a 10 s sliding window and for batches of any length. */
    public static final long BIN_NANOS = 100_000_000L;

    private static final int FIRST_BINS = 1_024;

    double exactTokens;
    double proratedTokens;
    double estimatedEvents;
    double completedTokens;
    double completedEvents;
    long promptTokensTold;
    long promptTokensWanted;
    long promptsTold;
    long promptsUnknown;
    long successes;
    long failures;
    double inFlightNanos;
    double measuredLifeNanos;
    double answeringNanos;
    double[] tokenBins = new double[FIRST_BINS];
    double[] eventBins = new double[FIRST_BINS];
    int bins;

    /**
     * Adds the arrivals of a finished request that lie in W.
     *
     * @param arrivals its arrivals
     * @param weights their weights
     * @param clock the level's borders
     */
    void addArrivals(ArrivalBuffer arrivals, TokenWeights weights, LevelClock clock) {
        long from = clock.windowStart();
        for (int i = 0; i < arrivals.count(); i++) {
            long nanos = arrivals.nanos(i);
            if (!clock.inWindow(nanos)) {
                continue;
            }
            double weight = weights.weight(i);
            int bin = binOf(nanos - from);
            switch (weights.basis()) {
                case EXACT -> exactTokens += weight;
                case PRORATED -> proratedTokens += weight;
                case ESTIMATED -> estimatedEvents += weight;
            }
            if (weights.basis() == TokenWeights.Basis.ESTIMATED) {
                eventBins[bin] += weight;
            } else {
                tokenBins[bin] += weight;
            }
        }
    }

    /**
     * Adds the prompt of a request whose first token came in W.
     *
     * @param told its tokens by usage, negative where the usage never came
     * @param wanted its wanted tokens, 0 where not set
     */
    void addPrompt(long told, int wanted) {
        if (told >= 0) {
            promptTokensTold += told;
            promptsTold++;
        } else if (wanted > 0) {
            promptTokensWanted += wanted;
        } else {
            promptsUnknown++;
        }
    }

    /** Adds the part of a request's life that lies in W, and all of it where the request started in W. */
    void addLife(long written, long end, LevelClock clock, boolean measured) {
        measuredLifeNanos += measured ? end - written : 0;
        long from = Math.max(written, clock.windowStart());
        long to = Math.min(end, clock.windowEnd());
        if (to > from) {
            inFlightNanos += to - from;
        }
    }

    /** Adds the part of a request's tokens, from the first to the last, that lies in W. */
    void addAnswering(long firstToken, long lastToken, LevelClock clock) {
        long from = Math.max(firstToken, clock.windowStart());
        long to = Math.min(lastToken, clock.windowEnd());
        if (to > from) {
            answeringNanos += to - from;
        }
    }

    /** Returns output tokens, with the level's ratio for requests that never told their total. */
    public double outputTokens(double tokensPerEvent) {
        return exactTokens + proratedTokens + estimatedEvents * tokensPerEvent;
    }

    /** Returns on what they rest. */
    public TokenBasis basis(double tokensPerEvent) {
        double all = outputTokens(tokensPerEvent);
        return all == 0
                ? new TokenBasis(0, 0, 0)
                : new TokenBasis(exactTokens / all, proratedTokens / all, estimatedEvents * tokensPerEvent / all);
    }

    /** Returns output tokens by bin of {@link #BIN_NANOS}. */
    public double[] tokensByBin(double tokensPerEvent, long windowNanos) {
        int length = (int) ((windowNanos + BIN_NANOS - 1) / BIN_NANOS);
        double[] tokens = new double[length];
        for (int i = 0; i < Math.min(length, bins); i++) {
            tokens[i] = tokenBins[i] + eventBins[i] * tokensPerEvent;
        }
        return tokens;
    }

    /** Returns output tokens of requests that succeeded within W. */
    public double completedTokens(double tokensPerEvent) {
        return completedTokens + completedEvents * tokensPerEvent;
    }

    /** Returns prompt tokens of requests whose first token came in W, estimated where the usage never came. */
    public double inputTokens() {
        return promptTokensTold + estimatedInputTokens();
    }

    /** Returns on what they rest. */
    public TokenBasis inputBasis() {
        double all = inputTokens();
        return all == 0
                ? new TokenBasis(0, 0, 0)
                : new TokenBasis(promptTokensTold / all, 0, estimatedInputTokens() / all);
    }

    private double estimatedInputTokens() {
        double mean = promptsTold == 0 ? 0 : (double) promptTokensTold / promptsTold;
        return promptTokensWanted + promptsUnknown * mean;
    }

    /** Returns requests that succeeded within W. */
    public long successes() {
        return successes;
    }

    /** Returns requests that failed within W. */
    public long failures() {
        return failures;
    }

    /** Returns the time integral over W of requests under way. */
    public double inFlightNanos() {
        return inFlightNanos;
    }

    /** Returns the time that the requests which started in W spent under way, each to its end. */
    public double measuredLifeNanos() {
        return measuredLifeNanos;
    }

    /** Returns the time integral over W of requests between their first and their last token. */
    public double answeringNanos() {
        return answeringNanos;
    }

    /** Adds what another loop has counted. */
    void add(WindowTotals other) {
        exactTokens += other.exactTokens;
        proratedTokens += other.proratedTokens;
        estimatedEvents += other.estimatedEvents;
        completedTokens += other.completedTokens;
        completedEvents += other.completedEvents;
        promptTokensTold += other.promptTokensTold;
        promptTokensWanted += other.promptTokensWanted;
        promptsTold += other.promptsTold;
        promptsUnknown += other.promptsUnknown;
        successes += other.successes;
        failures += other.failures;
        inFlightNanos += other.inFlightNanos;
        measuredLifeNanos += other.measuredLifeNanos;
        answeringNanos += other.answeringNanos;
        if (other.bins > 0) {
            binOf((other.bins - 1) * BIN_NANOS);
        }
        for (int i = 0; i < other.bins; i++) {
            tokenBins[i] += other.tokenBins[i];
            eventBins[i] += other.eventBins[i];
        }
    }

    private int binOf(long offset) {
        int bin = (int) (offset / BIN_NANOS);
        if (bin >= tokenBins.length) {
            int length = Math.max(bin + 1, tokenBins.length * 2);
            tokenBins = Arrays.copyOf(tokenBins, length);
            eventBins = Arrays.copyOf(eventBins, length);
        }
        bins = Math.max(bins, bin + 1);
        return bin;
    }
}
