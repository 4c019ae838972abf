package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Samples;
import dev.llmbench.core.internal.watch.Reading;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * How much of the p95 of time to first token is the load generator's own.
 *
 * <p>Two things are known. Of each first token, how long it has surely waited while the loop read others: these waits are taken
 * away. And of moments at random, how long the loops took to come to what came then. The times without that delay are not known,
 * but their sum with it is: what was seen.
 *
 * <p>Long times and long delays are both rare, and seldom come together: the share of times seen beyond some moment is about that
 * of answers that took so long, and that of delays that made it so long of a usual answer. What the delays don't explain are the
 * answers, and their p95 is where one in twenty is left. Where all answers take the same time, all that is beyond the median is
 * then the delay. Where they differ by much more than the delay, no delay reaches so far, and the p95 is later by as much as usual
 * delays are long on average; so much is taken at least.
 */
final class OwnDelay {
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of shorter times a delay of half a millisecond, which no client on a shared machine can avoid, would be too much. */
    private static final double SHORTEST_JUDGED_MILLIS = 50;

    /** Of fewer the 95th percentile is the longest, which says how late the client was once. */
    private static final int FEWEST = 20;

    /** So many times stand for all of them. */
    private static final int POINTS = 400;

    /** Delays are kept to three digits: one that is as long as a time is late may look shorter by a thousandth. */
    private static final double ROUNDING = 0.999;

    /**
     * First tokens come in groups, at times that may be in step with those at which the loop has its processor: they may meet a
     * delay more often than a moment at random does, by a few parts in ten as measured with a busy process beside the client.
     */
    private static final double MORE_OFTEN = 1.5;

    /** So many are beyond the 95th percentile. */
    private static final double RARE = 0.05;

    private final double[] times;
    private final List<Double> delays;

    private OwnDelay(double[] times, List<Double> delays) {
        this.times = times;
        this.delays = delays;
    }

    /**
     * Computes it.
     *
     * @param firstTokens times to first token
     * @param untilMetMillis how long the loops took to come to what came, at moments that are all as likely, ascending; empty where it
     *     is not known
     * @return in percent of the p95
     */
    static Reading percent(LevelEvidence.FirstTokens firstTokens, List<Double> untilMetMillis) {
        Samples seen = firstTokens.seen().succeeded();
        Samples withoutWait = firstTokens.withoutWait().succeeded();
        if (Math.min(seen.count(), withoutWait.count()) < FEWEST) {
            return Reading.absent("fewer than " + FEWEST + " first tokens were seen");
        }
        double p95 = p95(points(seen));
        double[] times = points(withoutWait);
        double own =
                p95 - (untilMetMillis.isEmpty() ? p95(times) : new OwnDelay(times, untilMetMillis).p95WithoutDelay());
        return Reading.of(PERCENT * Math.max(0, own) / Math.max(SHORTEST_JUDGED_MILLIS, p95));
    }

    private double p95WithoutDelay() {
        double median = times[POINTS / 2];
        double usual = median - delays.get(delays.size() / 2);
        double shifted = Math.max(usual, p95(times) - meanOfUsualDelays());
        return Math.min(shifted, longestUnexplained(usual));
    }

    /** The longest time beyond which more than one in twenty is left when those are taken away that delays explain. */
    private double longestUnexplained(double usual) {
        for (int i = POINTS - 1; i >= 0; i--) {
            double seenBeyond = 1 - (i + 0.5) / POINTS;
            if (seenBeyond - MORE_OFTEN * delayedBeyond(ROUNDING * (times[i] - usual)) > RARE) {
                return Math.max(usual, times[i]);
            }
        }
        return usual;
    }

    private double delayedBeyond(double millis) {
        return (double) delays.stream().filter(delay -> delay >= millis).count() / delays.size();
    }

    /** The mean, where the rare long ones, which make few answers much later and not all a little, count as the usual longest. */
    private double meanOfUsualDelays() {
        double longest = delays.get((int) ((1 - RARE) * delays.size()) - 1);
        return delays.stream()
                .mapToDouble(delay -> Math.min(delay, longest))
                .average()
                .orElse(0);
    }

    private static double p95(double[] ascending) {
        double position = ascending.length * (1 - RARE) - 0.5; // each value is the middle of what it stands for
        int below = (int) position;
        return ascending[below] + (position - below) * (ascending[below + 1] - ascending[below]);
    }

    /** Times that stand for all: as many below each of them as of all. In milliseconds, ascending. */
    private static double[] points(Samples samples) {
        double[] points = new double[POINTS];
        Iterator<Map.Entry<Long, Long>> values = samples.counts().entrySet().iterator();
        Map.Entry<Long, Long> value = values.next();
        long upToHere = value.getValue();
        for (int i = 0; i < POINTS; i++) {
            while (upToHere <= (i + 0.5) / POINTS * samples.count() && values.hasNext()) {
                value = values.next();
                upToHere += value.getValue();
            }
            points[i] = value.getKey() / NANOS_PER_MILLI;
        }
        return points;
    }
}
