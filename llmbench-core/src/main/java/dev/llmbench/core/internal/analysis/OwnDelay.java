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
 * <p>Two things are known. Of each first token, how long it has surely waited while the loop read others: without these waits the
 * p95 would be lower. And how long the loops did nothing although something was due, because another process or thread had the
 * processor or a collection stopped them: the same once more, added to each time at random, makes the p95 higher by about as much
 * as it has made it already.
 */
final class OwnDelay {
    private static final double PERCENT = 100;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int P95 = 95;

    /** Of shorter times a delay of half a millisecond, which no client on a shared machine can avoid, would be too much. */
    private static final double SHORTEST_JUDGED_MILLIS = 50;

    /** Of fewer the 95th percentile is the longest, which says how late the client was once. */
    private static final int FEWEST = 20;

    /** So many times stand for all of them. */
    private static final int POINTS = 400;

    private OwnDelay() {}

    /**
     * Computes it.
     *
     * @param firstTokens times to first token
     * @param idleMillis how long the loops did nothing although something was due, at moments that are all as likely; empty where
     *     it is not known
     * @return in percent of the p95
     */
    static Reading percent(LevelEvidence.FirstTokens firstTokens, List<Double> idleMillis) {
        Samples seen = firstTokens.seen().succeeded();
        Samples withoutWait = firstTokens.withoutWait().succeeded();
        if (Math.min(seen.count(), withoutWait.count()) < FEWEST) {
            return Reading.absent("fewer than " + FEWEST + " first tokens were seen");
        }
        double[] times = points(seen);
        double p95 = times[POINTS * P95 / 100];
        double own = p95 - points(withoutWait)[POINTS * P95 / 100] + byIdling(times, idleMillis);
        return Reading.of(PERCENT * Math.max(0, own) / Math.max(SHORTEST_JUDGED_MILLIS, p95));
    }

    private static double byIdling(double[] times, List<Double> idleMillis) {
        if (idleMillis.isEmpty()) {
            return 0;
        }
        double[] later = new double[POINTS * idleMillis.size()];
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < idleMillis.size(); j++) {
                later[i * idleMillis.size() + j] = times[i] + idleMillis.get(j);
            }
        }
        Arrays.sort(later);
        return later[later.length * P95 / 100] - times[POINTS * P95 / 100];
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
