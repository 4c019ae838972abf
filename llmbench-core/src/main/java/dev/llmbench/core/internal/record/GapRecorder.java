package dev.llmbench.core.internal.record;

import dev.llmbench.api.Samples;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Gaps between arrivals of requests that succeeded: as chunk gaps, and shared among the tokens that ended them
 * (inter-token latency). Written by one thread.
 */
public final class GapRecorder {
    /** In how many groups requests are put, so that intervals come from resampling groups of requests. */
    static final int GROUPS = 32;

    private final LatencyRecorder chunkGap;
    private final LatencyRecorder interToken;
    private final LatencyRecorder interEvent;
    private final LatencyRecorder[] chunkGapGroups = new LatencyRecorder[GROUPS];
    private final LatencyRecorder[] interTokenGroups = new LatencyRecorder[GROUPS];
    private final LatencyRecorder[] interEventGroups = new LatencyRecorder[GROUPS];

    GapRecorder(long highestNanos) {
        chunkGap = LatencyRecorder.fine(highestNanos);
        interToken = LatencyRecorder.fine(highestNanos);
        interEvent = LatencyRecorder.fine(highestNanos);
        for (int i = 0; i < GROUPS; i++) {
            chunkGapGroups[i] = LatencyRecorder.coarse(highestNanos);
            interTokenGroups[i] = LatencyRecorder.coarse(highestNanos);
            interEventGroups[i] = LatencyRecorder.coarse(highestNanos);
        }
    }

    /**
     * Records the gaps of a request.
     *
     * @param id its number, which chooses the group
     * @param arrivals its arrivals
     * @param weights their weights
     */
    void record(long id, ArrivalBuffer arrivals, TokenWeights weights) {
        int group = (int) ((id * 0x9E3779B97F4A7C15L) >>> 59); // multiplicative hash: neighbours go to different groups
        boolean estimated = weights.basis() == TokenWeights.Basis.ESTIMATED;
        LatencyRecorder perToken = estimated ? interEvent : interToken;
        LatencyRecorder perTokenOfGroup = (estimated ? interEventGroups : interTokenGroups)[group];
        // Weights may be fractions: samples are given out so that their running number is right (error diffusion).
        double due = 0;
        long given = 0;
        for (int i = 1; i < arrivals.count(); i++) {
            long gap = arrivals.nanos(i) - arrivals.nanos(i - 1);
            chunkGap.record(gap);
            chunkGapGroups[group].record(gap);
            double weight = weights.weight(i);
            due += weight;
            long samples = (long) (due + 1e-9) - given;
            if (samples > 0) {
                given += samples;
                long share = Math.round(gap / weight);
                perToken.record(share, samples);
                perTokenOfGroup.record(share, samples);
            }
        }
    }

    void add(GapRecorder other) {
        chunkGap.add(other.chunkGap);
        interToken.add(other.interToken);
        interEvent.add(other.interEvent);
        for (int i = 0; i < GROUPS; i++) {
            chunkGapGroups[i].add(other.chunkGapGroups[i]);
            interTokenGroups[i].add(other.interTokenGroups[i]);
            interEventGroups[i].add(other.interEventGroups[i]);
        }
    }

    /** Returns the gaps between successive arrivals. */
    public Samples chunkGap() {
        return chunkGap.samples();
    }

    /**
     * Returns the gaps shared among tokens.
     *
     * @param tokensPerEvent the level's ratio, for requests that never told their total
     * @return a sample a token
     */
    public Samples interToken(double tokensPerEvent) {
        return together(interToken, interEvent, tokensPerEvent);
    }

    private static Samples together(LatencyRecorder told, LatencyRecorder estimated, double tokensPerEvent) {
        return estimated.count() == 0 ? told.samples() : told.samples().plus(estimated.scaled(tokensPerEvent));
    }

    /** Returns chunk gaps by group of requests, at 1 % precision; groups without a gap are left out. */
    public List<Samples> chunkGapGroups() {
        return present(group -> chunkGapGroups[group].samples());
    }

    /**
     * Returns inter-token latencies by group of requests, at 1 % precision; groups without one are left out.
     *
     * @param tokensPerEvent the level's ratio, for requests that never told their total
     * @return samples, a sample a token
     */
    public List<Samples> interTokenGroups(double tokensPerEvent) {
        return present(group -> together(interTokenGroups[group], interEventGroups[group], tokensPerEvent));
    }

    private static List<Samples> present(IntFunction<Samples> samplesOf) {
        return IntStream.range(0, GROUPS)
                .mapToObj(samplesOf)
                .filter(samples -> samples.count() > 0)
                .toList();
    }
}
