package dev.llmbench.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
    @Test
    void is_one_for_all_times_of_a_column() {
        assertThat(TimeScale.common(Stream.of(Duration.ofMillis(5), Duration.ofSeconds(12))))
                .isEqualTo(TimeScale.SECONDS);
        assertThat(TimeScale.common(Stream.of(Duration.ofMillis(5), Duration.ofSeconds(9))))
                .isEqualTo(TimeScale.MILLIS);
        assertThat(TimeScale.common(Stream.of(Duration.ofNanos(900_000)))).isEqualTo(TimeScale.MICROS);
    }

    @Test
    void is_milliseconds_where_there_are_no_times() {
        assertThat(TimeScale.common(Stream.empty())).isEqualTo(TimeScale.MILLIS);
    }

    @Test
    void holds_times_longer_than_nanoseconds_can_count() {
        assertThat(TimeScale.SECONDS.of(Duration.ofDays(200_000))).isEqualTo(200_000 * 86_400.0);
    }
}
