package dev.llmbench.core.internal.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Distribution;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What tests ask of a {@link Distribution}. */
final class Distributions {
    private Distributions() {}

    /** Checks that there are so many samples, and that every one is this, exactly. */
    static void assertAll(Distribution distribution, long count, Duration value) {
        assertThat(distribution.count()).isEqualTo(count);
        assertThat(distribution.succeeded().min()).contains(value);
        assertThat(distribution.mean()).contains(value);
        assertThat(distribution.median().value()).contains(value);
        assertThat(distribution.succeeded().max()).contains(value);
    }

    /** How often each value occurred, in milliseconds rounded to the nearest tenth. */
    static Map<Double, Long> millis(Distribution distribution) {
        Map<Double, Long> counts = new TreeMap<>();
        distribution.counts().forEach((nanos, count) -> counts.merge(Math.round(nanos / 1e5) / 10.0, count, Long::sum));
        return counts;
    }

    /** Checks a time that went through a histogram: it is told to a tenth of a percent. */
    static void assertAbout(Optional<Duration> found, Duration expected) {
        double nanos = (double) expected.toNanos();
        assertThat((double) found.orElseThrow().toNanos()).isCloseTo(nanos, within(nanos * 0.001));
    }
}
