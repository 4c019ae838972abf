package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.DurationInterval;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Samples;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Percentiles of times of which many belong to one request, such as gaps between tokens, with intervals by bootstrap.
 *
 * <p>Gaps of one request resemble each other, so requests are drawn again, not gaps. To keep that cheap, whole requests
 * are put into some 32 groups at random while they are recorded, and groups are drawn. Percentile bootstrap with 200
 * draws, widened for the small number of groups as a t interval is (Hesterberg 2015, "expanded percentiles").
 */
public final class ClusterBootstrap {
    private static final double[] PERCENTILES = {50, 90, 95, 99, 99.9};
    private static final int DRAWS = 200;
    private static final int FEWEST_GROUPS = 8;

    private final long[] grid; // every value that occurs, in order
    private final long[][] atMost; // by group: how many samples are at most grid[i]

    private ClusterBootstrap(List<Samples> groups, Samples all) {
        this.grid = all.counts().keySet().stream().mapToLong(Long::longValue).toArray();
        this.atMost = groups.stream().map(this::cumulated).toArray(long[][]::new);
    }

    /**
     * Returns the 50th, 90th, 95th, 99th and 99.9th percentile with their 95 % intervals.
     *
     * @param groups the samples by group; every request's samples lie in one group, chosen at random; empty groups don't
     *     count
     * @param random where chance comes from
     * @return five percentiles; without an interval, and marked as too few, where fewer than 8 groups have samples
     */
    public static List<Quantile> quantiles(List<Samples> groups, RandomGenerator random) {
        List<Samples> filled =
                groups.stream().filter(group -> group.count() > 0).toList();
        Samples all = filled.stream().reduce(Samples.none(), Samples::plus);
        Distribution distribution = Distribution.clustered(all);
        if (filled.size() < FEWEST_GROUPS) {
            return Arrays.stream(PERCENTILES)
                    .mapToObj(p -> with(distribution.percentile(p), Optional.empty(), true))
                    .toList();
        }
        long[][] drawn = new ClusterBootstrap(filled, all).draw(random);
        return Arrays.stream(PERCENTILES)
                .mapToObj(p -> {
                    Quantile point = distribution.percentile(p);
                    return with(point, Optional.of(interval(drawn[at(p)], filled.size(), point)), point.tooFew());
                })
                .toList();
    }

    private long[] cumulated(Samples group) {
        long[] counts = new long[grid.length];
        group.counts().forEach((nanos, count) -> counts[Arrays.binarySearch(grid, nanos)] = count);
        Arrays.parallelPrefix(counts, Long::sum);
        return counts;
    }

    /** By percentile, the values of all draws in ascending order. */
    private long[][] draw(RandomGenerator random) {
        long[][] values = new long[PERCENTILES.length][DRAWS];
        int groups = atMost.length;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] times = new int[groups];
            for (int i = 0; i < groups; i++) {
                times[random.nextInt(groups)]++;
            }
            long total = samplesAtMost(grid.length - 1, times);
            for (int p = 0; p < PERCENTILES.length; p++) {
                values[p][draw] = valueAt((long) Math.ceil(PERCENTILES[p] / 100 * total - 1e-9), times);
            }
        }
        for (long[] ofPercentile : values) {
            Arrays.sort(ofPercentile);
        }
        return values;
    }

    private long valueAt(long rank, int[] times) {
        int low = 0;
        int high = grid.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samplesAtMost(middle, times) >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return grid[low];
    }

    private long samplesAtMost(int index, int[] times) {
        long sum = 0;
        for (int group = 0; group < times.length; group++) {
            sum += times[group] * atMost[group][index];
        }
        return sum;
    }

    private static DurationInterval interval(long[] sorted, int groups, Quantile point) {
        double wide = StudentT.twoSided95(groups - 1) * Math.sqrt(groups / (groups - 1.0));
        int skipped = (int) (StudentT.normalAbove(wide) * DRAWS);
        Duration low = Duration.ofNanos(sorted[skipped]);
        Duration high = Duration.ofNanos(sorted[DRAWS - 1 - skipped]);
        // The point is clamped into the exact range of the samples and may lie beyond the grid by their rounding.
        Duration value = point.value().orElseThrow();
        return new DurationInterval(
                value.compareTo(low) < 0 ? value : low,
                Optional.of(value.compareTo(high) > 0 ? value : high),
                StudentT.CONFIDENCE);
    }

    private static int at(double percentile) {
        return Arrays.binarySearch(PERCENTILES, percentile);
    }

    private static Quantile with(Quantile point, Optional<DurationInterval> interval, boolean tooFew) {
        return new Quantile(
                point.percentile(),
                point.value(),
                point.unbounded(),
                point.atLeast(),
                interval,
                point.samples(),
                tooFew);
    }
}
