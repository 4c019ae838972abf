package dev.llmbench.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Seeded inputs of the laws. */
final class Draw {
    private final Random random;

    Draw(long seed) {
        this.random = new Random(seed);
    }

    /** The seeds of a law. */
    static LongStream seeds(int number) {
        return LongStream.rangeClosed(1, number);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Times with many ties, so that ranks matter. */
    long[] times(int number) {
        return random.longs(number, 0, 40).map(value -> value * 1_000_000).toArray();
    }

    /** Times as servers take them: log-normal, median 200 ms. */
    long[] logNormal(int number) {
        return IntStream.range(0, number)
                .mapToLong(i -> Math.round(200e6 * Math.exp(0.8 * random.nextGaussian())))
                .toArray();
    }

    /** A distribution in which anything may be empty. */
    Distribution distribution() {
        return new Distribution(
                samples(times(below(30))),
                samples(times(below(4))),
                below(4),
                samples(times(below(3))),
                random.nextInt(10) > 0);
    }

    double percentile() {
        double[] usual = {0, 1, 10, 50, 75, 90, 95, 99, 99.9, 100};
        return random.nextBoolean() ? usual[below(usual.length)] : random.nextDouble() * 100;
    }

    /** The times dealt into some hands, in no order. */
    List<long[]> dealt(long[] times, int hands) {
        List<List<Long>> dealt = new ArrayList<>();
        IntStream.range(0, hands).forEach(i -> dealt.add(new ArrayList<>()));
        Arrays.stream(times).forEach(time -> dealt.get(below(hands)).add(time));
        return dealt.stream()
                .map(hand -> hand.stream().mapToLong(Long::longValue).toArray())
                .toList();
    }

    static Samples samples(long... nanos) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        Arrays.stream(nanos).forEach(time -> counts.merge(time, 1L, Long::sum));
        return counts.isEmpty()
                ? Samples.none()
                : Samples.of(counts, Arrays.stream(nanos).sum(), counts.firstKey(), counts.lastKey());
    }

    /** 1 ms, 2 ms, … */
    static Samples milliseconds(int number) {
        return samples(
                LongStream.rangeClosed(1, number).map(ms -> ms * 1_000_000).toArray());
    }

    static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }
}
