package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Samples;
import dev.llmbench.core.internal.watch.Reading;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * How much of the p95 of time to first token is the load generator's own.
 *
 * <p>Two things are known. Of each first token, how long it has surely waited while the loop read others: these waits are taken
 * away. And of moments at random, how long the loops took to come to what came then. The times without that delay are not known,
 * but their sum with it is: what was seen. They are taken to be spread as what was seen, only narrower, by as much as the sum
 * allows that has the p95 that was seen. Where all answers take the same time, all that is beyond the median is then the delay;
 * where they differ by much more than the delay, it makes little difference.
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

    /** Halves the width that is searched: to a four-thousandth of what was seen. */
    private static final int HALVINGS = 12;

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
        double most = p95(times);
        double narrow = 0;
        double wide = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double width = (narrow + wide) / 2;
            if (p95(withDelay(narrowed(width))) < most) {
                narrow = width;
            } else {
                wide = width;
            }
        }
        return p95(narrowed(wide));
    }

    /** The times, nearer to their median, which is as much lower as half of all delays are long. */
    private double[] narrowed(double width) {
        double median = times[POINTS / 2];
        double from = median - delays.get(delays.size() / 2);
        return Arrays.stream(times).map(time -> from + width * (time - median)).toArray();
    }

    private double[] withDelay(double[] without) {
        double[] later = new double[without.length * delays.size()];
        for (int i = 0; i < without.length; i++) {
            for (int j = 0; j < delays.size(); j++) {
                later[i * delays.size() + j] = without[i] + delays.get(j);
            }
        }
        Arrays.sort(later);
        return later;
    }

    private static double p95(double[] ascending) {
        double position = ascending.length * 0.95 - 0.5; // each value is the middle of what it stands for
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
